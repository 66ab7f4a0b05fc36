import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Document } from './arbitraries.ts';

/** Judges answers against the published document. */
export function openJudge(
  document: Document,
): (method: string, path: string, answer: { status: number; type: string; text: string }) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: 'palabre', ...document });
  const validators = new Map<string, ValidateFunction | null>();

  const validatorOf = (method: string, path: string, status: number): ValidateFunction | null => {
    const name = `${method} ${path} ${status}`;
    if (!validators.has(name)) {
      const content = document.paths[path]?.[method]?.responses[status]?.content;
      const schema = content && Object.values(content)[0]?.schema;
      validators.set(name, schema ? ajv.compile(rebased(schema)) : null);
    }
    return validators.get(name)!;
  };

  return (method, path, { status, type, text }) => {
    const wrong: string[] = [];
    if (status >= 500) wrong.push(`${status}`);
    if (/\n\s+at .+:\d+|node_modules|\.ts:\d+|SQLSTATE|violates/.test(text)) wrong.push('says how it is made inside');
    const operation = document.paths[path]?.[method === 'head' ? 'get' : method];
    if (!operation) return wrong;
    if (!operation.responses[status]) wrong.push(`${status} is not in the document`);
    if (text === '') return status === 204 || method === 'head' || status >= 500 ? wrong : [...wrong, 'empty'];
    if (!/^application\/(problem\+)?json/.test(type)) return [...wrong, `type ${type}`];
    const validate = validatorOf(method, path, status);
    if (validate && !validate(JSON.parse(text))) wrong.push(`schema: ${ajv.errorsText(validate.errors)}`);
    return wrong;
  };
}

/** References of the document, as ajv finds them in the document it was given whole. */
const rebased = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"palabre#/components')) as object;
