import type { OnceClass } from '../../../src/networks/contract.ts';
import type { TestDatabase } from '../database.ts';
import { openDesk } from './desk.ts';
import type { Fault } from './network.ts';

const HOUR = 3_600_000;

export interface Life {
  states: string[];
  counts: number[];
  boundaries: number;
  violations: unknown[];
}

/** One life of a publication, with a fault on its first request; the sender dies at boundary `n` (0: never). */
async function live(database: TestDatabase, onceClass: OnceClass, texts: string[], n: number, fault: Fault): Promise<Life> {
  await database.peek('truncate publishing.publication, publishing.due cascade');
  const desk = await openDesk(onceClass, { database });
  desk.network.faults = (_order, request) => (request === 0 ? fault : { applied: true, answer: 'published' });
  const ids = await desk.plan(texts, { inMs: 1_000, lateMinutes: 120 });
  if (n > 0) desk.dieAt(n);
  await desk.run(HOUR);
  return {
    states: await Promise.all(ids.map(async (id) => (await desk.read(id)).state as string)),
    counts: texts.map((text) => desk.network.effectsOf(text).length),
    boundaries: desk.boundaries,
    violations: await desk.violations(),
  };
}

/** Once, and said so; on N it may be asked about instead. */
const isRight = (onceClass: OnceClass, { states, counts, violations }: Life): boolean =>
  violations.length === 0 &&
  states.every((state, s) =>
    state === 'PUBLISHED' ? counts[s] === 1 : onceClass === 'N' && state === 'NEEDS_DECISION' && counts[s]! <= 1,
  );

/** T5: killed at the n-th durable write or network boundary, for every n. @returns N, and the lives that did not end well */
export async function crashEverywhere(
  database: TestDatabase,
  onceClass: OnceClass,
  texts: string[],
  fault: Fault,
): Promise<{ n: number; wrong: object[] }> {
  const whole = await live(database, onceClass, texts, 0, fault);
  const wrong: object[] = [];
  for (let n = 1; n <= whole.boundaries; n += 1) {
    const life = await live(database, onceClass, texts, n, fault);
    if (!isRight(onceClass, life)) wrong.push({ n, ...life });
  }
  return { n: whole.boundaries, wrong };
}
