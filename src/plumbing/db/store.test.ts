import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

test('a fact told in one workspace is invisible in another', async () => {
  const [lome, cotonou] = [newId(), newId()];
  await as(database, awa, lome)((ctx) => ctx.tell({ name: 'test.told', about: {} }));
  const seen = (workspace: string) =>
    as(
      database,
      awa,
      workspace,
    )(async (ctx) => {
      const { sql } = await import('kysely');
      return (await sql`select 1 from facts.fact`.execute(ctx.db)).rows.length;
    });
  expect(await seen(lome)).toBe(1);
  expect(await seen(cotonou)).toBe(0);
});

test('a fact of a transaction that fails was never told', async () => {
  const workspace = newId();
  await expect(
    as(
      database,
      awa,
      workspace,
    )(async (ctx) => {
      await ctx.tell({ name: 'test.told', about: {} });
      throw new Error('power cut');
    }),
  ).rejects.toThrow('power cut');
  expect(await database.peek('select 1 from facts.fact where workspace_id = $1', [workspace])).toHaveLength(0);
});
