import type { OnceClass } from '#networks/contract';
import { effectiveClass } from '../rules.ts';
import { failingGuards, transitionOf, type Event, type Facts } from '../transitions.ts';
import { guardsWithout, type Safeguard } from './safeguards.ts';
import { doubles, type SmallWorld, type Worker } from './small-world.ts';

export interface Rules {
  onceClass: OnceClass;
  removed: Safeguard | null;
}

/** Two unclear new attempts stand for the product's eight: the budget's end is reached within the space. */
export const BUDGET = 2;

/** What a row says once nothing of it is in doubt, and what a new doubt takes back. */
export const PROVEN = { doubts: 0, absences: 0, absentSince: false, lookFirst: false } as const;
export const DOUBT = { quiet: false, absences: 0, absentSince: false } as const;

/** The table's own transition, or null when it may not happen. */
export function change(
  world: SmallWorld,
  event: Event,
  token: number | null,
  rules: Rules,
  more: Partial<Facts>,
  set: Partial<SmallWorld> = {},
): SmallWorld | null {
  const row = transitionOf(event);
  if (!row.from.includes(world.state)) return null;
  const facts: Facts = { ...factsOf(world, token, rules), absentTwice: trustedAbsence(world, rules), ...more };
  if (failingGuards(event, facts, guardsWithout(rules.removed)).length > 0) return null;
  const renewed = token === null ? { token: world.token + 1, running: false } : {};
  return { ...world, ...set, ...renewed, state: row.to === 'same' ? world.state : row.to };
}

/** Gives the lease back, when it is still ours. */
export const release = (world: SmallWorld | null, token: number): SmallWorld | null =>
  world && world.token === token ? { ...world, running: false } : world;

export const withWorker = (world: SmallWorld, index: 0 | 1, worker: Worker): SmallWorld => ({
  ...world,
  workers: index === 0 ? [worker, world.workers[1]] : [world.workers[0], worker],
});

/** A request that reaches the network has its effect, unless the network knows it already. */
export const apply = (world: SmallWorld, onceClass: OnceClass): SmallWorld =>
  doubles(onceClass, world) ? { ...world, hidden: world.hidden + 1 } : world;

/** The two absences, or fewer when that safeguard is taken away. */
export const trustedAbsence = (world: SmallWorld, { removed }: Rules): boolean =>
  world.absences >= (removed === 'absence is read twice' ? 1 : 2);

export function factsOf(world: SmallWorld, token: number | null, { onceClass, removed }: Rules): Facts {
  const keyAlive = onceClass === 'R' || (onceClass === 'K' && (world.keyAlive || removed === 'a key that has ended protects nothing'));
  const before = world.state !== 'UNCERTAIN' && world.state !== 'SENDING';
  const lookOwed =
    world.lookFirst || (world.seenOnline && world.doubts > 0) || (world.doubts > 0 && onceClass === 'K' && !keyAlive && before);
  return {
    leaseIsOurs: token === world.token,
    leaseRunning: world.running,
    approved: true,
    untouched: world.doubts === 0,
    due: true,
    tooLate: false,
    parentOut: true,
    reconciled: true,
    lookOwed,
    cancelWished: false,
    onceClass: effectiveClass(onceClass, { keyAlive, looksOnly: world.looksOnly, lookOwed, cancelWished: false }),
    keyAlive,
    requestSettled: world.settled,
    seenAbsent: world.absentSince,
    absentTwice: world.absences >= 2,
    budgetLeft: world.unclear <= BUDGET,
    idKnown: false,
    certain: false,
    dropsWhenLate: false,
    seenOnline: world.seenOnline && (world.doubts > 0 || world.lookFirst),
    refusedLast: world.refused,
  };
}
