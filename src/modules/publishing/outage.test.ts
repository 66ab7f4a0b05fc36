import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId, type Id } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openDesk, type Desk } from '../../../tests/worlds/publishing/desk.ts';
import { FINE } from '../../../tests/worlds/publishing/network.ts';
import { outage } from '../../../tests/worlds/publishing/outage.ts';
import { planFor } from './building.ts';
import { schedulePublications, TIMINGS } from './index.server.ts';
import type { Late } from './shapes.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
beforeEach(async () => void (await database.peek('truncate publishing.publication, publishing.due, publishing.pace cascade')));

const MINUTE = 60_000;
const channelsOf = (count: number): Id[] => Array.from({ length: count }, () => newId());
const planOn = (desk: Desk, channelId: Id, text: string, at: Date, late: Late) =>
  desk.desk((ctx) =>
    schedulePublications(ctx, planFor({ at, texts: [text], channelId, network: desk.network.name, onceClass: 'K', late })),
  );
const fromNow = (ms: number): Date => new Date(database.clock.now().getTime() + ms);

test('T10, small: after an outage nothing leaves too late without a decision, and each channel keeps its distance', async () => {
  const { tooLate, wronglyHeld, silent, least, violations } = await outage(database, { channels: 5, each: 8 });
  expect({ tooLate, wronglyHeld, silent, violations }).toEqual({ tooLate: [], wronglyHeld: [], silent: [], violations: [] });
  expect(least).toBeGreaterThanOrEqual(TIMINGS.spacingMs);
});

test('a delay of some minutes is no outage: what was planned close together leaves so', async () => {
  const desk = await openDesk('K', { database });
  const [channel] = channelsOf(1);
  for (let n = 0; n < 20; n += 1) await planOn(desk, channel!, `n${n} fin`, fromNow(n * 3_000), { policy: 'hold', minutes: 30 });
  database.clock.advance(5 * MINUTE);
  await desk.run(MINUTE);
  expect(desk.network.requests).toHaveLength(20);
});

test('what was due first is out before the next is even prepared', async () => {
  const desk = await openDesk('C', { database });
  const seen: string[] = [];
  desk.world.boundary = (name) => void seen.push(name);
  for (const n of [0, 1, 2]) {
    await desk.plan(`n${n} fin`);
    database.clock.advance(1_000);
  }
  await desk.run(MINUTE);
  const calls = seen.filter((name) => name === 'before prepare call' || name === 'before publish call');
  expect(calls).toEqual(['before prepare call', 'before publish call', ...calls.slice(2)]);
  expect(calls).toHaveLength(6);
});

test('T11, small: in a storm of 429 no call leaves before its time, and no channel waits much longer than the others', async () => {
  const desk = await openDesk('K', { database });
  const channels = channelsOf(6);
  const WAIT_MS = 20_000;
  const REFUSALS = 4;
  const asked = new Map<string, number>();
  desk.network.faults = (order) => {
    const channel = order.payload.text.slice(0, 2);
    asked.set(channel, (asked.get(channel) ?? 0) + 1);
    return asked.get(channel)! <= REFUSALS ? { applied: false, answer: 'rate_limited' } : FINE;
  };
  for (const [c, channel] of channels.entries())
    for (const n of [0, 1, 2]) await planOn(desk, channel, `c${c} n${n} fin`, fromNow(0), { policy: 'hold', minutes: 60 });
  const began = database.clock.now().getTime();
  await desk.run(20 * MINUTE);

  const lasts: number[] = [];
  for (const c of channels.keys()) {
    const times = desk.network.requests.filter(({ text }) => text.startsWith(`c${c} `)).map(({ at }) => at);
    expect(times).toHaveLength(REFUSALS + 3);
    // Each of the first ones was answered by "not before": the next of that channel, whichever it is, waits.
    for (let n = 0; n < REFUSALS; n += 1) expect(times[n + 1]! - times[n]!).toBeGreaterThanOrEqual(WAIT_MS);
    lasts.push(times.at(-1)! - began);
  }
  const median = lasts.toSorted((a, b) => a - b)[Math.floor(lasts.length / 2)]!;
  expect(Math.max(...lasts)).toBeLessThanOrEqual(2 * median);
  expect(await desk.violations()).toEqual([]);
});
