import type { OnceClass } from '../../src/networks/contract.ts';
import { openOwnDatabase } from '../worlds/own-database.ts';
import { crashEverywhere } from '../worlds/publishing/crash-everywhere.ts';
import { FINE, type Fault } from '../worlds/publishing/network.ts';
import { openChance } from '../worlds/fakenet/random.ts';
import { row, type Asked, type Row } from './row.ts';

const FAULTS: Fault[] = [
  FINE,
  { applied: true, answer: 'lost' },
  { applied: false, answer: 'lost' },
  { applied: true, answer: '5xx' },
  { applied: false, answer: 'not_sent' },
  { applied: false, answer: 'rate_limited' },
  { applied: true, answer: 'no_id' },
];
const TEXTS: Record<OnceClass, string[]> = { K: ['un', 'deux'], R: ['un', 'deux'], C: ['un'], L: ['un', 'deux'], N: ['un'] };

/**
 * Crash at every step: for each class and each fault of the first request, killed at the n-th boundary for every n. Each row is told
 * when its last life ends, with the crashes until then, so that a run broken off says what it has shown.
 */
export async function* t5({ seed }: Asked): AsyncGenerator<Row> {
  const database = await openOwnDatabase();
  const chance = openChance(seed);
  const faults = [...FAULTS, { applied: true, lateMs: chance.between('late', 1, 30_000), answer: 'lost' } satisfies Fault];
  let crashes = 0;
  try {
    for (const [onceClass, texts] of Object.entries(TEXTS) as [OnceClass, string[]][])
      for (const fault of faults) {
        const { n, wrong } = await crashEverywhere(database, { onceClass, texts, fault, seed });
        crashes += n;
        const what = `class ${onceClass}, first answer ${sayFault(fault)}: lives that ended badly`;
        yield row('T5', seed, what, wrong.length, 0, { n, crashes, ...(wrong.length > 0 && { wrong: wrong.slice(0, 10) }) });
      }
  } finally {
    await database.close();
  }
}

const sayFault = ({ answer, applied, lateMs }: Fault): string =>
  answer + (lateMs ? ` (applied ${lateMs} ms later)` : applied ? ' (applied)' : '');
