import { setTimeout as sleep } from 'node:timers/promises';
import { signal } from '../../journeys/palabre/processes.ts';
import type { Palabre } from '../../journeys/palabre/start.ts';
import type { Chance } from '../../worlds/fakenet/random.ts';

const SENDER = /worker-sender/;

/** kill -9 of the sender at random moments, one to three seconds apart, for so long. @returns how many were killed */
export async function killSenders(palabre: Palabre, chance: Chance, ms: number): Promise<number> {
  const end = Date.now() + ms;
  let killed = 0;
  while (Date.now() < end) {
    await sleep(chance.between('kill', 1_000, 3_000));
    for (const pid of palabre.processes(SENDER)) if (signal(pid, 'SIGKILL')) killed += 1;
  }
  return killed;
}
