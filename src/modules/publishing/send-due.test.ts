import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OnceClass } from '#networks/contract';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openDesk, type Desk } from '../../../tests/worlds/publishing/desk.ts';
import type { Fault } from '../../../tests/worlds/publishing/network.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
const CLASSES: OnceClass[] = ['K', 'R', 'C', 'L', 'N'];
const LOOKABLE = CLASSES.filter((c) => c !== 'N');

const once = (fault: Fault) => (_order: unknown, n: number) => (n === 0 ? fault : { applied: true, answer: 'published' as const });
async function healthy(desk: Desk): Promise<void> {
  expect(await desk.violations()).toEqual([]);
}
beforeEach(async () => void (await database.peek('truncate publishing.publication, publishing.due cascade')));

test.each(CLASSES)('class %s: what is planned goes out once, at its time', async (c) => {
  const desk = await openDesk(c, { database });
  const [id] = await desk.plan('bonjour', { inMs: 3_600_000 });
  const planned = (await desk.read(id!)).notBefore.getTime();
  await desk.run();
  expect(await desk.read(id!)).toMatchObject({ state: 'PUBLISHED', sign: 'publie' });
  expect(desk.network.effectsOf('bonjour')).toHaveLength(1);
  expect(desk.network.effects[0]!.at - planned).toBeLessThan(1_000);
  await healthy(desk);
});

test.each(LOOKABLE)('class %s: an answer lost after it was applied is found, not sent again', async (c) => {
  const desk = await openDesk(c, { database });
  desk.network.faults = once({ applied: true, answer: 'lost' });
  const [id] = await desk.plan('perdu');
  await desk.run(20 * 60_000);
  expect(await desk.read(id!)).toMatchObject({ state: 'PUBLISHED' });
  expect(desk.network.effectsOf('perdu')).toHaveLength(1);
  await healthy(desk);
});

test.each(LOOKABLE)('class %s: applied 30 s late, with a list that lags: once', async (c) => {
  const desk = await openDesk(c, { database });
  desk.network.listLagMs = 15_000;
  desk.network.faults = once({ applied: true, lateMs: 30_000, answer: 'lost' });
  const [id] = await desk.plan('tard');
  await desk.run(20 * 60_000);
  expect(await desk.read(id!)).toMatchObject({ state: 'PUBLISHED' });
  expect(desk.network.effectsOf('tard')).toHaveLength(1);
  await healthy(desk);
});

test.each(LOOKABLE)('class %s: lost before it was applied is sent again, once, when that is proven', async (c) => {
  const desk = await openDesk(c, { database });
  desk.network.faults = once({ applied: false, answer: 'lost' });
  const [id] = await desk.plan('rien');
  await desk.run(20 * 60_000);
  expect(await desk.read(id!)).toMatchObject({ state: 'PUBLISHED' });
  expect(desk.network.effectsOf('rien')).toHaveLength(1);
  await healthy(desk);
});

test.each(LOOKABLE)('class %s: a 429 that was applied all the same does not double', async (c) => {
  const desk = await openDesk(c, { database });
  desk.network.faults = once({ applied: true, answer: 'rate_limited' });
  const [id] = await desk.plan('menteur');
  await desk.run(20 * 60_000);
  expect(await desk.read(id!)).toMatchObject({ state: 'PUBLISHED' });
  expect(desk.network.effectsOf('menteur')).toHaveLength(1);
  await healthy(desk);
});

test.each(LOOKABLE)('class %s: a 2xx without an id is no sign that it exists', async (c) => {
  const desk = await openDesk(c, { database });
  desk.network.faults = once({ applied: false, answer: 'no_id' });
  const [id] = await desk.plan('sans numéro');
  await desk.run(20 * 60_000);
  const { state, lines } = await desk.read(id!);
  expect(state).toBe('PUBLISHED');
  expect(lines).toContainEqual(expect.objectContaining({ what: 'evidence', shows: 'unclear', code: 'no_id' }));
  expect(desk.network.effectsOf('sans numéro')).toHaveLength(1);
  await healthy(desk);
});

test('class N: an unclear answer asks a person, and their word is the verdict', async () => {
  const desk = await openDesk('N', { database, name: 'webhook' });
  desk.network.faults = once({ applied: true, answer: '5xx' });
  const [id] = await desk.plan('qui sait');
  await desk.run(60_000);
  expect(await desk.read(id!)).toMatchObject({ state: 'NEEDS_DECISION', flag: 'decision', reason: 'no_lookup', canLook: false });
  expect(desk.network.requests).toHaveLength(1);
  await healthy(desk);
});

test('a documented refusal fails with its reason; a refusal of a repeat does not', async () => {
  const desk = await openDesk('K', { database });
  desk.network.faults = once({ applied: false, answer: 'invalid' });
  const [first] = await desk.plan('trop long');
  await desk.run(60_000);
  expect(await desk.read(first!)).toMatchObject({ state: 'FAILED', reason: 'text_too_long' });

  const answers: Fault[] = [
    { applied: true, answer: 'lost' },
    { applied: false, answer: 'invalid' },
  ];
  desk.network.faults = () => answers.shift() ?? { applied: true, answer: 'published' };
  const [second] = await desk.plan('répété');
  await desk.run(20 * 60_000);
  expect(await desk.read(second!)).toMatchObject({ state: 'PUBLISHED' });
  expect(desk.network.effectsOf('répété')).toHaveLength(1);
  await healthy(desk);
});

test('a thread leaves in order, and a lost segment holds what follows', async () => {
  const desk = await openDesk('K', { database });
  desk.network.faults = (order) => ({
    applied: order.payload.text !== 'deux',
    answer: order.payload.text === 'deux' ? 'invalid' : 'published',
  });
  const ids = await desk.plan(['un', 'deux', 'trois']);
  await desk.run(10 * 60_000);
  expect(await Promise.all(ids.map(async (id) => (await desk.read(id)).state))).toEqual(['PUBLISHED', 'FAILED', 'HELD']);
  expect((await desk.read(ids[2]!)).reason).toBe('parent_lost');
  await healthy(desk);
});
