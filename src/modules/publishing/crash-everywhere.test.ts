import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OnceClass } from '#networks/contract';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openDesk } from '../../../tests/worlds/publishing/desk.ts';
import type { Fault } from '../../../tests/worlds/publishing/network.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
const clean = () => database.peek('truncate publishing.publication, publishing.due cascade');
const HOUR = 3_600_000;

/** One life of a publication, with a fault on its first request; the sender dies at boundary `n` (0: never). */
async function life(
  onceClass: OnceClass,
  texts: string[],
  n: number,
  fault: Fault,
): Promise<{ states: string[]; counts: number[]; boundaries: number; violations: unknown[] }> {
  await clean();
  const desk = await openDesk(onceClass, { database });
  desk.network.faults = (_order, request) => (request === 0 ? fault : { applied: true, answer: 'published' });
  const ids = await desk.plan(texts, { inMs: 1_000, lateMinutes: 120 });
  if (n > 0) desk.dieAt(n);
  await desk.run(HOUR);
  const states = await Promise.all(ids.map(async (id) => (await desk.read(id)).state as string));
  return {
    states,
    counts: texts.map((text) => desk.network.effectsOf(text).length),
    boundaries: desk.boundaries,
    violations: await desk.violations(),
  };
}

const FINE: Fault = { applied: true, answer: 'published' };
const LOST: Fault = { applied: true, answer: 'lost' };

test.each([
  ['K', ['un'], LOST],
  ['L', ['un'], LOST],
  ['C', ['un'], FINE],
  ['R', ['un', 'deux'], FINE],
] as [OnceClass, string[], Fault][])(
  'T5: class %s, killed at the n-th boundary, for every n: %j is out once, in order',
  async (onceClass, texts, fault) => {
    const whole = await life(onceClass, texts, 0, fault);
    const wrong: object[] = [];
    for (let n = 1; n <= whole.boundaries; n += 1) {
      const { states, counts, violations } = await life(onceClass, texts, n, fault);
      const right = states.every((state) => state === 'PUBLISHED') && counts.every((count) => count === 1);
      if (!right || violations.length > 0) wrong.push({ n, states, counts, violations });
    }
    console.log(JSON.stringify({ test: 'T5', onceClass, n: whole.boundaries, value: wrong.length, target: 0, met: wrong.length === 0 }));
    expect(wrong).toEqual([]);
  },
  300_000,
);

test('T5: class N, killed at the n-th boundary, for every n: it is out once, or a person is asked', async () => {
  const whole = await life('N', ['un'], 0, FINE);
  const wrong: object[] = [];
  for (let n = 1; n <= whole.boundaries; n += 1) {
    const { states, counts, violations } = await life('N', ['un'], n, FINE);
    const right = states[0] === 'PUBLISHED' ? counts[0] === 1 : states[0] === 'NEEDS_DECISION' && counts[0]! <= 1;
    if (!right || violations.length > 0) wrong.push({ n, states, counts, violations });
  }
  console.log(JSON.stringify({ test: 'T5', onceClass: 'N', n: whole.boundaries, value: wrong.length, target: 0, met: wrong.length === 0 }));
  expect(wrong).toEqual([]);
}, 300_000);
