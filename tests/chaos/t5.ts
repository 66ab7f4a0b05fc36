import type { SentClass } from '../../src/networks/contract.ts';
import { openOwnDatabase } from '../worlds/own-database.ts';
import { crashEverywhere } from '../worlds/publishing/crash-everywhere.ts';
import { FINE, type Fault } from '../worlds/publishing/network.ts';
import { openChance } from '../worlds/fakenet/random.ts';
import { row, type ChaosTest, type Row } from './row.ts';

const FAULTS: Fault[] = [
  FINE,
  { applied: true, answer: 'lost' },
  { applied: false, answer: 'lost' },
  { applied: true, answer: '5xx' },
  { applied: false, answer: 'not_sent' },
  { applied: false, answer: 'rate_limited' },
  { applied: true, answer: 'no_id' },
];
const TEXTS: Record<SentClass, string[]> = { K: ['un', 'deux'], R: ['un', 'deux'], C: ['un'], L: ['un', 'deux'], N: ['un'] };

/** Crash at every step: for each class and each fault of the first request, killed at the n-th boundary for every n. */
export const t5: ChaosTest = async ({ seed }) => {
  const database = await openOwnDatabase();
  const chance = openChance(seed);
  const rows: Row[] = [];
  try {
    for (const [onceClass, texts] of Object.entries(TEXTS) as [SentClass, string[]][])
      for (const fault of [...FAULTS, late(chance.between('late', 1, 30_000))]) {
        const { n, wrong } = await crashEverywhere(database, onceClass, texts, fault);
        const what = `class ${onceClass}, first answer ${fault.answer}${fault.applied ? ' (applied)' : ''}: lives that ended badly`;
        rows.push(row('T5', seed, what, wrong.length, 0, { n, ...(wrong.length > 0 && { wrong }) }));
      }
  } finally {
    await database.close();
  }
  return rows;
};

const late = (lateMs: number): Fault => ({ applied: true, lateMs, answer: 'lost' });
