import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { fuzzOn } from './t23.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database?.close());

const CALLS = 5_000;
const SEED = 23;

test(
  'T23: five thousand calls made from the document: no accident, no answer it does not announce, none without an answer',
  { timeout: 240_000 },
  async () => {
    const found = await fuzzOn(database, { calls: CALLS, seed: SEED, hungMs: 20_000 });
    console.log(JSON.stringify({ test: 'T23', seed: SEED, ...found, faults: found.faults.length, hangs: found.hangs.length, target: 0 }));
    expect(found.faults.slice(0, 20)).toEqual([]);
    expect(found.hangs).toEqual([]);
    expect(found.calls).toBe(CALLS);
  },
);
