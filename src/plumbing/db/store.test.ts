import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../words/ids.ts';
import { sql, type Ctx } from './index.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

test('a fact told in one workspace is invisible in another', async () => {
  const [lome, cotonou] = [newId(), newId()];
  await as(database, awa, lome)((ctx) => ctx.tell({ name: 'test.told', about: {} }));
  const seen = (workspace: string) =>
    as(database, awa, workspace)(async (ctx) => (await sql`select 1 from facts.fact`.execute(ctx.db)).rows.length);
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

test('what is asked together is answered each with its own; the first failure is the one that is told', async () => {
  const work = as(database, awa, newId());
  const number = (ctx: Ctx, n: number) => sql<{ n: number }>`select ${n}::int as n`.execute(ctx.db).then(({ rows }) => rows[0]!.n);
  expect(await work((ctx) => Promise.all([3, 1, 2].map((n) => number(ctx, n))))).toEqual([3, 1, 2]);
  const failing = work((ctx) => Promise.all([number(ctx, 1), sql`select 1 / 0`.execute(ctx.db), number(ctx, 2)]));
  await expect(failing).rejects.toThrow('division by zero');
  expect(await work((ctx) => number(ctx, 4))).toBe(4);
});

test('a transaction whose failure was swallowed keeps nothing and says so', async () => {
  const workspace = newId();
  const swallowing = as(
    database,
    awa,
    workspace,
  )(async (ctx) => {
    await ctx.tell({ name: 'test.told', about: {} });
    await expect(sql`select 1 / 0`.execute(ctx.db)).rejects.toThrow();
  });
  await expect(swallowing).rejects.toThrow();
  expect(await database.peek('select 1 from facts.fact where workspace_id = $1', [workspace])).toHaveLength(0);
});
