import type pg from 'pg';
import { replay, simulate, type Mode, type Outcome } from './simulate.ts';

/** Runs these seeds, one line of JSON for all. Each broken one says how to see it again. */
export async function simulateSeeds(mode: Mode, seeds: readonly number[], connection: pg.ClientConfig): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const seed of seeds) {
    const outcome = await simulate(seed, mode, connection);
    outcomes.push(outcome);
    if (outcome.faults.length > 0) console.log(JSON.stringify({ test: 'T3', seed, mode, faults: outcome.faults, replay: replay(outcome) }));
  }
  const broken = outcomes.filter((outcome) => outcome.faults.length > 0);
  console.log(
    JSON.stringify({
      test: `T3 ${mode}`,
      seeds: seeds.length,
      publications: outcomes.reduce((sum, outcome) => sum + outcome.publications, 0),
      slowestVerdictMs: Math.max(...outcomes.map((outcome) => outcome.settledAfterMs ?? Infinity)),
      value: broken.length,
      target: 0,
      met: broken.length === 0,
    }),
  );
  return outcomes;
}
