import { expect, test } from 'vitest';
import { plant, ROOT } from './planted.ts';
import { newerThanFifteen } from './postgres-15.ts';

test('nothing in migrations and queries is newer than PostgreSQL 15', () => {
  expect(newerThanFifteen(ROOT)).toEqual([]);
});

test('what is newer is caught', () => {
  const copy = plant({ 'migrations/0001-new.sql': 'select uuidv7();', 'src/a.sql.ts': 'sql`select any_value(x) from t`' });
  expect(newerThanFifteen(copy.root)).toEqual(['migrations/0001-new.sql:1 uuidv7( (since 18)', 'src/a.sql.ts:1 any_value( (since 16)']);
  copy.remove();
});
