import { openOwnDatabase } from '../worlds/own-database.ts';
import { simulate, type Mode } from '../worlds/simulation/simulate.ts';
import { row, type ChaosTest, type Row } from './row.ts';

/** Worlds of each seed, in both modes, none in two seeds; with --mode, the one world of this seed, to see it again. */
const WORLDS = 500;

/** Deterministic simulation of the real core. */
export const t3: ChaosTest = async ({ seed, mode }) => {
  const database = await openOwnDatabase();
  const rows: Row[] = [];
  try {
    for (const each of (mode ? [mode] : ['safety', 'liveness']) as Mode[]) {
      const seeds = mode ? [seed] : Array.from({ length: WORLDS }, (_, n) => (seed - 1) * WORLDS + n + 1);
      let broken = 0;
      for (const one of seeds) {
        const { faults, trace } = await simulate(one, each, database.app);
        if (faults.length > 0) broken += 1;
        if (mode) console.error(trace.join('\n'));
        if (faults.length > 0 || mode)
          rows.push(row('T3', one, `${each}: faults`, faults.length, 0, { faults, arguments: ` --mode ${each}` }));
      }
      rows.push(row('T3', seed, `${each}: broken worlds of ${seeds.length}`, broken, 0));
    }
  } finally {
    await database.close();
  }
  return rows;
};
