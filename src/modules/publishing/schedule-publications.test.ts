import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#words/ids.ts';
import type { Actor } from '#words/actor.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import {
  cancelPublications,
  movePublications,
  readPublication,
  readPublicationsOf,
  replacePayloads,
  schedulePublications,
  tooLate,
} from './index.server.ts';
import { payload, planFor } from './building.ts';

let database: TestDatabase;
const lome = newId();
const desk = <T>(work: (ctx: import('#plumbing/db').Ctx) => Promise<T>) => as(database, awa, lome)(work);
const at = new Date('2026-12-05T11:00:00Z');
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

test('planning a post approves it and plans every segment of a thread behind the one before', async () => {
  const plan = planFor({ network: 'bluesky', at, texts: ['un', 'deux', 'trois'] });
  await desk((ctx) => schedulePublications(ctx, plan));
  const views = await desk((ctx) => readPublicationsOf(ctx, [plan.postId]));
  expect(views.map((v) => [v.position, v.state, v.label])).toEqual([0, 1, 2].map((n) => [n, 'SCHEDULED', 'scheduled']));
  const ledger = await desk((ctx) => readPublication(ctx, views[1]!.id));
  expect(ledger.parentId).toBe(views[0]!.id);
  expect(ledger.lines.map((line) => line.what === 'change' && line.event)).toEqual(['approve', 'schedule']);
});

test('the same post is not planned twice on a channel', async () => {
  const plan = planFor({ network: 'bluesky', at });
  await desk((ctx) => schedulePublications(ctx, plan));
  await expect(desk((ctx) => schedulePublications(ctx, plan))).rejects.toMatchObject({ code: 'already_scheduled', status: 409 });
});

test('a creator cannot plan, a person of another client sees nothing', async () => {
  const kodjo: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: 'all' };
  const plan = planFor({ network: 'bluesky', at });
  await expect(as(database, kodjo, lome)((ctx) => schedulePublications(ctx, plan))).rejects.toMatchObject({ code: 'forbidden' });
  await desk((ctx) => schedulePublications(ctx, plan));
  const guest: Actor = { kind: 'person', userId: newId(), name: 'Ama', role: 'guest', clients: [newId()] };
  expect(await as(database, guest, lome)((ctx) => readPublicationsOf(ctx, [plan.postId]))).toEqual([]);
});

test('what has not left is cancelled, moved and edited; another person’s edit is held until approved', async () => {
  const plan = planFor({ network: 'bluesky', at });
  const [id] = await desk((ctx) => schedulePublications(ctx, plan));
  const later = new Date('2026-12-06T09:00:00Z');
  await desk((ctx) => movePublications(ctx, plan.postId, { wall: '2026-12-06T09:00', zone: 'Africa/Lome', notBefore: later }));
  const outgoing = { ...plan.publications[0]!, segments: [payload('Le menu de dimanche')] };
  await desk((ctx) => replacePayloads(ctx, plan.postId, [outgoing]));
  expect(await desk((ctx) => readPublication(ctx, id!))).toMatchObject({
    state: 'SCHEDULED',
    notBefore: later,
    text: 'Le menu de dimanche',
  });

  const kodjo: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: 'all' };
  await as(database, kodjo, lome)((ctx) => replacePayloads(ctx, plan.postId, [{ ...outgoing, segments: [payload('Fermé')] }]));
  expect(await desk((ctx) => readPublication(ctx, id!))).toMatchObject({ state: 'HELD', reason: 'not_approved', flag: 'held' });

  const outcome = await desk((ctx) => cancelPublications(ctx, plan.postId));
  expect(tooLate(outcome)).toBeNull();
  expect(await desk((ctx) => readPublication(ctx, id!))).toMatchObject({ state: 'CANCELLED' });
});

test('a final state never changes, not even by hand', async () => {
  const plan = planFor({ network: 'bluesky', at });
  const [id] = await desk((ctx) => schedulePublications(ctx, plan));
  await desk((ctx) => cancelPublications(ctx, plan.postId));
  await expect(database.peek('update publishing.publication set state = $1 where id = $2', ['SCHEDULED', id])).rejects.toThrow('final');
});
