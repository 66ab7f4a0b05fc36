import fc from 'fast-check';
import type { Scope } from '../../src/modules/team/shapes.ts';
import { hostileText } from './hostile-text.ts';
import { often, valuesOf, type Document, type Operation } from './arbitraries.ts';

/** One call to come; ids and tags of the state are still to be filled in. */
export interface Planned {
  method: string;
  /** As the document names it: `/posts/{id}`. */
  path: string;
  id: string;
  query: [string, unknown][];
  body: unknown;
  /** Instead of the body as JSON. */
  raw: string | null;
  headers: Record<string, string>;
  key: Scope | 'none' | 'wrong';
}

/** Calls of every operation, most of them right, each kind of wrong among them. */
export function plansOf(document: Document): fc.Arbitrary<Planned> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return fc.oneof(...operations.map((one) => ({ weight: weightOf(one), arbitrary: planOf(one, document) })));
}

/** An upload runs a decoder in a process of its own: a few prove as much as many. */
const weightOf = ({ path, method }: { path: string; method: string }): number =>
  path === '/media' ? 1 : method === 'post' && path === '/posts' ? 40 : 15;

function planOf(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  document: Document,
): fc.Arbitrary<Planned> {
  const json = operation.requestBody?.content['application/json']?.schema;
  const body = json ? valuesOf(json, document) : fc.constant(undefined);
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const pool = ['post', 'webhook'].find((name) => path.startsWith(`/${name}`)) ?? 'publication';
  return fc.record({
    method: fc.oneof(
      { weight: 60, arbitrary: fc.constant(method.toUpperCase()) },
      { weight: 1, arbitrary: fc.constantFrom('PUT', 'HEAD', 'OPTIONS', 'DELETE') },
    ),
    path: fc.oneof(
      { weight: 60, arbitrary: fc.constant(path) },
      { weight: 1, arbitrary: fc.constantFrom('/nowhere', '/posts/{id}/nothing', '/posts/%ff') },
    ),
    id: fc.oneof(
      { weight: 30, arbitrary: fc.nat(999).map((n) => `<${pool}:${n}>`) },
      { weight: 2, arbitrary: fc.constantFrom('<foreign:1>', '<nobody:1>', 'x', '%00') },
    ),
    query: fc
      .subarray(query)
      .chain((chosen) =>
        fc.tuple(...chosen.map(({ name, schema }) => valuesOf(schema, document, name).map((value): [string, unknown] => [name, value]))),
      ),
    body: fc.oneof({ weight: 12, arbitrary: body }, { weight: 1, arbitrary: body.chain(spoil) }),
    raw: fc.oneof(
      { weight: 40, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('', '{', '[]', 'null', '"now"', '{"a":1e999}', '['.repeat(5_000), '\u0000') },
    ),
    headers: headersOf(operation),
    key: fc.oneof(
      { weight: 40, arbitrary: fc.constant('manage' as const) },
      { weight: 4, arbitrary: fc.constantFrom('publish', 'write', 'read') },
      { weight: 1, arbitrary: fc.constantFrom('none', 'wrong') },
    ),
  }) as fc.Arbitrary<Planned>;
}

/** A field lost, of another type, or hostile. */
function spoil(body: unknown): fc.Arbitrary<unknown> {
  if (body === null || typeof body !== 'object' || Object.keys(body).length === 0) return fc.anything();
  return fc
    .constantFrom(...Object.keys(body))
    .chain((field) =>
      fc
        .oneof(hostileText, fc.constant(undefined), fc.integer(), fc.constant([]), fc.constant({}), fc.constant(null))
        .map((value): unknown => ({ ...body, [field]: value })),
    );
}

function headersOf(operation: Operation): fc.Arbitrary<Record<string, string>> {
  const takes = (name: string): boolean =>
    (operation.parameters ?? []).some((parameter) => parameter.in === 'header' && parameter.name === name);
  return fc
    .record({
      language: fc.constantFrom('fr', 'en', 'de, en;q=0.5', '*', ';;;q=x'),
      accept: often('application/json', 40, fc.constantFrom('*/*', 'text/html', 'application/json;q=0', '')),
      type: often(
        'application/json',
        60,
        fc.constantFrom('text/plain', 'application/xml', 'application/json; charset=utf-8', 'multipart/form-data'),
      ),
      match: often('<tag>', 20, fc.constantFrom('', '*', '"old"', 'W/<tag>')),
      once: often(
        '',
        6,
        fc.oneof(
          fc.nat(30).map((n) => `key-${n}`),
          fc.constantFrom('é'.repeat(3), ' ', 'x'.repeat(300)),
        ),
      ),
    })
    .map(({ language, accept, type, match, once }) => ({
      'accept-language': language,
      ...(accept && { accept }),
      'content-type': type,
      ...(takes('if-match') && match && { 'if-match': match }),
      ...(takes('idempotency-key') && once && { 'idempotency-key': once }),
    }));
}
