import type { OnceClass } from '../../../src/networks/contract.ts';
import { newId } from '../../../src/words/ids.ts';
import type { TestDatabase } from '../database.ts';
import { openDesk } from './desk.ts';
import type { Fault } from './network.ts';

const HOUR = 3_600_000;
/** Lives of which the database keeps the rows: to empty its tables takes as long as a life. */
const KEPT = 50;

export interface Life {
  states: string[];
  counts: number[];
  boundaries: number;
  violations: unknown[];
}

export interface Crashes {
  onceClass: OnceClass;
  texts: string[];
  /** What the network does with the first request it is asked. */
  fault: Fault;
  /** Of the delays drawn by chance. */
  seed?: number;
}

/** One life of a publication in a workspace of its own; the sender dies at boundary `n` (0: never). */
async function live(database: TestDatabase, { onceClass, texts, fault, seed = 1 }: Crashes, n: number): Promise<Life> {
  // What earlier lives left to do, such as a look the day after, is not this one's.
  await database.peek(n % KEPT === 0 ? 'truncate publishing.publication, publishing.due cascade' : 'delete from publishing.due');
  const desk = await openDesk(onceClass, { database, workspaceId: newId(), seed });
  // Counted when asked: one that does not even reach the network is the first as well, and only once.
  let asked = 0;
  desk.network.faults = () => ((asked += 1) === 1 ? fault : { applied: true, answer: 'published' });
  const ids = await desk.plan(texts, { inMs: 1_000, lateMinutes: 120 });
  if (n > 0) desk.dieAt(n);
  await desk.run(HOUR);
  return {
    states: await Promise.all(ids.map(async (id) => (await desk.read(id)).state as string)),
    counts: texts.map((text) => desk.network.effectsOf(text).length),
    boundaries: desk.boundaries,
    violations: await database.peek('select * from publishing.violations where workspace_id = $1', [desk.workspaceId]),
  };
}

/** Once, and said so; on N it may be asked about instead. */
const isRight = (onceClass: OnceClass, { states, counts, violations }: Life): boolean =>
  violations.length === 0 &&
  states.every((state, s) =>
    state === 'PUBLISHED' ? counts[s] === 1 : onceClass === 'N' && state === 'NEEDS_DECISION' && counts[s]! <= 1,
  );

/**
 * T5: killed at the n-th durable write or network boundary, for every n from 0 (never) to N.
 * @returns N, and the lives that did not end well
 */
export async function crashEverywhere(database: TestDatabase, crashes: Crashes): Promise<{ n: number; wrong: object[] }> {
  const wrong: object[] = [];
  let boundaries = 0;
  for (let n = 0; n <= boundaries; n += 1) {
    const life = await live(database, crashes, n);
    if (n === 0) boundaries = life.boundaries;
    if (!isRight(crashes.onceClass, life)) wrong.push({ n, ...life });
  }
  return { n: boundaries, wrong };
}
