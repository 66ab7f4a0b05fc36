import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Endpoint } from './endpoint.ts';
import type { Found } from './open-api.ts';
import { problemSchema } from './shapes/problem.ts';

const MEANINGS: Record<number, string> = {
  400: 'The body cannot be read as what its type announces.',
  401: 'No key, or one that opens nothing.',
  403: 'The scope of the key does not reach that far.',
  404: 'Nothing of this workspace has that id.',
  406: 'JSON is all that is spoken here.',
  409: 'Things are not in the state this needs; or the same Idempotency-Key is at work (Retry-After).',
  412: 'The ETag of If-Match is no longer the one of the thing.',
  413: 'The body is too large.',
  415: 'The body is of a type that is not taken here.',
  422: 'A field is wrong (`errors`), or a rule says no (`code`).',
  428: 'If-Match is needed.',
  429: 'Too many calls (Retry-After).',
};

const problem = (status: number) => ({
  description: MEANINGS[status] ?? '',
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** What every call with such a shape may be answered. */
function refusalsOf(one: Pick<Endpoint, 'method' | 'body' | 'ifMatch' | 'refusals'>): number[] {
  const all = new Set([401, 403, 406, 422, 429, ...(one.refusals ?? [])]);
  if (one.method === 'post') all.add(409);
  if (one.body) for (const status of [400, 413, 415]) all.add(status);
  if (one.ifMatch) all.add(412);
  if (one.ifMatch === 'needed') all.add(428);
  return [...all].sort();
}

export function describeAnswers(one: Pick<Endpoint, 'method' | 'body' | 'ifMatch' | 'refusals' | 'answers'>) {
  const { status, schema, tagged } = one.answers;
  const headers = tagged && { ETag: { schema: { type: 'string' as const } } };
  const success = { description: 'Done.', ...(headers && { headers }), ...(schema && { content: { 'application/json': { schema } } }) };
  return { [status]: success, ...Object.fromEntries(refusalsOf(one).map((refusal) => [refusal, problem(refusal)])) };
}

/** Header names in lower case, as they are read. */
export function describeHeaders({ method, ifMatch }: Pick<Endpoint, 'method' | 'ifMatch'>) {
  const described = (text: string) => z.string().optional().openapi({ description: text });
  return z.object({
    'accept-language': described('fr (the default) or en: the language of sentences.'),
    ...(method === 'post' && {
      'idempotency-key': described('Any text of at most 255 characters: the call has its effect once, and its answer is kept for 24 h.'),
    }),
    ...(ifMatch && {
      'if-match': described(
        ifMatch === 'needed'
          ? 'Needed: the ETag last seen (428 without, 412 when it changed).'
          : 'The ETag last seen (412 when it changed).',
      ),
    }),
  });
}

/** OpenAPI 3.1. */
export function documentOf(api: OpenAPIHono<Found>, servers: { url: string }[], version: string): object {
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Palabre', version, description: 'docs/api.md says how to use it.' },
    servers,
    security: [{ key: [] }],
  });
}
