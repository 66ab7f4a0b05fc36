import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { simulateSeeds } from '../../../tests/worlds/simulation/seeds.ts';
import { simulate } from '../../../tests/worlds/simulation/simulate.ts';

let database: TestDatabase;
let another: TestDatabase;
beforeAll(async () => void ([database, another] = await Promise.all([openTestDatabase(), openTestDatabase()])));
afterAll(() => Promise.all([database.close(), another.close()]));
const SEEDS = Array.from({ length: 100 }, (_, n) => 1 + n);

test(
  'T3, safety, 100 seeds: whatever networks say and people do, nothing is doubled, lost, or said wrongly',
  { timeout: 600_000 },
  async () => {
    const outcomes = await simulateSeeds('safety', SEEDS, database.app);
    expect(outcomes.flatMap((outcome) => outcome.faults)).toEqual([]);
    // The same seed gives the same world, to the last step.
    for (const first of outcomes.slice(0, 3)) expect((await simulate(first.seed, 'safety', another.app)).hash).toBe(first.hash);
  },
);
