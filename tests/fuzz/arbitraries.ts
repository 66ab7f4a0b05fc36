import fc from 'fast-check';
import { hostileText } from './hostile-text.ts';

/** The parts of JSON Schema that our OpenAPI document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
export interface Operation {
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

/** Stands for an id that only the state knows: `<client:12>` becomes the 12th known client, modulo. */
const known = (field: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...poolsOf(field)), field === 'client' ? often(0, 8, fc.nat(999)) : fc.nat(999))
    .map(([pool, n]) => `<${pool}:${n}>`);

/** Mostly the usual value, so that calls reach deep into the house; otherwise another. */
export const often = <T>(usual: T, weight: number, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

/** Mostly the kind of thing the field is for, sometimes another: ids that do not fit together are the interesting ones. */
const poolsOf = (field: string): string[] => {
  const own = ['client', 'channel', 'post', 'media', 'publication'].find((pool) => field.startsWith(pool)) ?? 'publication';
  return [...Array<string>(12).fill(own), 'post', 'client', 'foreign', 'nobody'];
};

const WALLS = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .date({ min: new Date('2026-12-01'), max: new Date('2028-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 19)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '2027-03-28T02:30',
      '2027-10-31T02:30:15',
      '2027-02-30T10:00',
      '9999-12-31T23:59:59',
      '0001-01-01T00:00',
      '2026-12-01T24:00',
    ),
  },
);
const ZONES = often(
  'Africa/Lome',
  2,
  fc.constantFrom('Europe/Paris', 'America/New_York', 'Pacific/Apia', 'UTC', 'Mars/Olympus', '+01:00', ''),
);

/** Values that fit a schema; `field` is the name they go under, which says what an id should be an id of. */
export function valuesOf(schema: Schema, document: Document, field = ''): fc.Arbitrary<unknown> {
  if (schema.$ref) return valuesOf(document.components.schemas[schema.$ref.split('/').at(-1)!]!, document, field);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((one) => valuesOf(one, document, field)));
  if (schema.allOf)
    return fc
      .tuple(...schema.allOf.map((one) => valuesOf(one, document, field)))
      .map((all) => Object.assign({}, ...(all as object[])) as unknown);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => valueOf(type, schema, document, field)));
}

function valueOf(type: string, schema: Schema, document: Document, field: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -10, max: Math.min(schema.maximum ?? 2_000, 20_000) });
    case 'number':
      return fc.double({ noNaN: true });
    case 'array': {
      const some = fc.array(valuesOf(schema.items ?? {}, document, field), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
      return field === 'media' ? often<unknown>([], 4, some) : some;
    }
    case 'string':
      return textOf(schema, field);
    default:
      return objectOf(schema, document);
  }
}

function textOf(schema: Schema, field: string): fc.Arbitrary<unknown> {
  if (schema.format === 'uuid') return known(field);
  if (schema.format === 'date-time') return fc.date({ noInvalidDate: true }).map((at) => at.toISOString());
  if (schema.format === 'uri') return fc.webUrl({ withQueryParameters: true });
  if (field === 'at') return WALLS;
  if (field === 'zone') return ZONES;
  if (field === 'colour') return fc.constantFrom('#a1b2c3', '#FFFFFF');
  return fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: schema.minLength ?? 0, maxLength: 60 }) },
    { weight: 1, arbitrary: hostileText },
  );
}

function objectOf(schema: Schema, document: Document): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valuesOf(one, document, name)]));
  return fc.record(fields, { requiredKeys: (schema.required ?? []) as never[] });
}
