import { setImmediate as turn } from 'node:timers/promises';
import { fakeClock, type Clock } from '../../../src/plumbing/clock/index.ts';

/** A process of the simulation: what it waits for never comes once it is dead, and comes late while it sleeps (SIGSTOP). */
export interface Life {
  dead: boolean;
  /** Simulated milliseconds since the start. */
  asleepUntil: number;
}

/** Simulated time: a queue of moments, run one after the other, each until everything it set off waits again. */
export interface Time {
  clock: Clock;
  /** Milliseconds since the start. */
  now(): number;
  at(ms: number, what: () => void, life?: Life): void;
  wait(ms: number, life?: Life): Promise<void>;
  /** Runs until `over` says so, asked before each moment, or until the moment `end`. */
  run(end: number, over: () => boolean): Promise<void>;
}

interface Moment {
  at: number;
  n: number;
  what: () => void;
  life: Life | undefined;
}

/** @param settled resolves when nothing outside simulated time (the database) is at work. */
export function openTime(start: Date, settled: () => Promise<void>): Time {
  const clock = fakeClock(start);
  const queue: Moment[] = [];
  let now = 0;
  let n = 0;
  const add = (moment: Moment): void => {
    const later = queue.findIndex((other) => other.at > moment.at || (other.at === moment.at && other.n > moment.n));
    queue.splice(later === -1 ? queue.length : later, 0, moment);
  };
  const at: Time['at'] = (ms, what, life) => add({ at: now + Math.max(0, Math.round(ms)), n: (n += 1), what, life });
  return {
    clock,
    now: () => now,
    at,
    wait: (ms, life) => new Promise((resolve) => at(ms, resolve, life)),
    run: async (end, over) => {
      await calm(settled);
      while (!over()) {
        if (!queue[0] || queue[0].at > end) break;
        const next = queue.shift()!;
        if (next.life?.dead) continue;
        if (next.life && next.life.asleepUntil > next.at) {
          add({ ...next, at: next.life.asleepUntil });
          continue;
        }
        now = next.at;
        clock.set(new Date(start.getTime() + now));
        next.what();
        await calm(settled);
      }
    },
  };
}

/** Promises are followed as far as they go: to the next wait, through as many queries as that takes. */
async function calm(settled: () => Promise<void>): Promise<void> {
  await turn();
  await settled();
  await turn();
}
