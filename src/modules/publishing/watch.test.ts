import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openDesk } from '../../../tests/worlds/publishing/desk.ts';
import { readViolations, watch } from './index.server.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

test('the watchdog says what is broken, and gives what was forgotten a time again', async () => {
  const desk = await openDesk('K', { database });
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

  const said: object[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (about: unknown) => void said.push(about as object) };
  await watch(database.store, log);
  expect(said).toEqual(expect.arrayContaining(broken));
  expect(await readViolations(database.store)).toEqual([broken[0]]);
});

test('I6: a verdict never changes, whoever asks', async () => {
  const desk = await openDesk('K', { database });
  const [id] = await desk.plan('dit');
  await desk.run(60_000);
  await expect(database.peek(`update publishing.publication set state = 'ARMED' where id = $1`, [id])).rejects.toThrow(/final/);
});
