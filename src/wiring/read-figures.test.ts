import { afterAll, beforeAll, expect, test } from 'vitest';
import { beat } from '#modules/publishing';
import { newId } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { openDesk, type Desk } from '../../tests/worlds/publishing/desk.ts';
import { readHouseFigures } from './read-figures.ts';

let database: TestDatabase;
let desks: Desk[];
beforeAll(async () => {
  database = await openTestDatabase();
  desks = [await openDesk('K', { database }), await openDesk('N', { database, name: 'webhook' })];
  for (const { workspaceId } of desks)
    await database.peek('insert into team.workspace_slug (slug, workspace_id) values ($1, $2)', [`w-${workspaceId}`, workspaceId]);
});
afterAll(() => database.close());

test('the house in figures: every workspace, by state, how late, what waits for a person, who lives', async () => {
  const [clear, unclear] = desks as [Desk, Desk];
  await clear.plan(['Un', 'Deux']);
  await clear.run();
  unclear.network.faults = () => ({ applied: true, answer: 'lost' });
  await unclear.plan('Peut-être');
  await unclear.run();
  await beat(database.store, database.clock.now(), { holder: newId(), kind: 'sender' }, null);
  await clear.plan('Oubliée');
  database.clock.advance(20_000);

  const figures = await readHouseFigures(database);
  expect(figures).toMatchObject({ workspaces: 2, overdue: 1, senders: 1, signAge: 20, trouble: null });
  expect(figures.states).toMatchObject({ PUBLISHED: 2, NEEDS_DECISION: 1, SCHEDULED: 1, FAILED: 0 });
  expect(figures.lateness.count).toBe(2);
  expect(figures.lateness.within.at(-1)).toBe(2);
  expect(figures.queues.letters).toEqual({ created: 0, retry: 0, active: 0, failed: 0 });
});
