import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../../worlds/fakenet/random.ts';
import type { Crew } from './fleet.ts';
import { signal } from '../../journeys/palabre/processes.ts';

/** Seconds a crew works between two naps, and sleeps in one. */
const AWAKE = { least: 5, most: 40 };
const ASLEEP = { least: 1, most: 120 };

/**
 * Stops crews at random (SIGSTOP) for `ms`, and wakes them (SIGCONT): the sender alone as often as the whole machine, its worker too.
 * @returns how many naps were taken
 */
export async function nap(crews: readonly Crew[], chance: Chance, ms: number): Promise<number> {
  const end = Date.now() + ms;
  let naps = 0;
  const life = async (crew: Crew, n: number): Promise<void> => {
    for (;;) {
      await sleep(chance.between(`awake${n}`, AWAKE.least * 1_000, AWAKE.most * 1_000));
      if (Date.now() >= end) return;
      const all = crew.processes();
      const stopped = chance.draw(`who${n}`) < 0.5 ? all.slice(-1) : all;
      for (const pid of stopped) signal(pid, 'SIGSTOP');
      naps += 1;
      await sleep(chance.between(`nap${n}`, ASLEEP.least * 1_000, ASLEEP.most * 1_000));
      for (const pid of stopped) signal(pid, 'SIGCONT');
    }
  };
  await Promise.all(crews.map(life));
  return naps;
}
