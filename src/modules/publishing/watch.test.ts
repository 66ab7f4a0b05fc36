import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openDesk } from '../../../tests/worlds/publishing/desk.ts';
import type { Id } from '#words/ids.ts';
import { furnish } from '../calendar/furnish.fixture.ts';
import { readViolations, watch } from './index.server.ts';

let database: TestDatabase;
let workspaceId: Id;
beforeAll(async () => {
  database = await openTestDatabase();
  ({ workspaceId } = await furnish(database));
});
afterAll(() => database.close());

test('the watchdog says what is broken, and gives what was forgotten a time again', async () => {
  const desk = await openDesk('K', { database, workspaceId });
  const [forgotten] = await desk.plan('oublié', { inMs: 3_600_000 });
  const [early] = await desk.plan('trop tôt');
  await desk.run(60_000);
  expect(await readViolations(database.store)).toEqual([]);

  await database.peek('update publishing.due set next_at = null where publication_id = $1', [forgotten]);
  await database.peek('alter table publishing.attempt disable trigger all');
  await database.peek(`update publishing.attempt set not_before = intent_at + interval '1 minute' where publication_id = $1`, [early]);
  const broken = [
    { invariant: 'I7', publication_id: early },
    { invariant: 'I9', publication_id: forgotten },
  ];
  expect(await readViolations(database.store)).toEqual(expect.arrayContaining(broken));

  expect(await said('new')).toEqual(expect.arrayContaining(broken));
  expect(await readViolations(database.store)).toEqual([broken[0]]);
});

test('each minute it reads what is new, each hour the whole past', async () => {
  const desk = await openDesk('K', { database, workspaceId });
  const [old] = await desk.plan('hier');
  const [lost] = await desk.plan('sans ligne', { inMs: 48 * 3_600_000 });
  await desk.run(24 * 3_600_000);
  await database.peek(`update publishing.attempt set not_before = intent_at + interval '1 minute' where publication_id = $1`, [old]);
  await database.peek('delete from publishing.due where publication_id = $1', [lost]);

  expect(await said('new')).toEqual([]);
  expect(await said('all')).toEqual(
    expect.arrayContaining([
      { invariant: 'I7', publication_id: old },
      { invariant: 'I9', publication_id: lost },
    ]),
  );
});

async function said(reads: 'new' | 'all'): Promise<object[]> {
  const all: object[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (about: unknown) => void all.push(about as object) };
  await watch(database.store, log, reads);
  return all;
}

test('I6: a verdict never changes, whoever asks', async () => {
  const desk = await openDesk('K', { database, workspaceId });
  const [id] = await desk.plan('dit');
  await desk.run(60_000);
  await expect(database.peek(`update publishing.publication set state = 'ARMED' where id = $1`, [id])).rejects.toThrow(/final/);
});
