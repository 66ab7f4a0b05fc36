import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OnceClass } from '#networks/contract';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { crashEverywhere } from '../../../tests/worlds/publishing/crash-everywhere.ts';
import { FINE, type Fault } from '../../../tests/worlds/publishing/network.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const LOST: Fault = { applied: true, answer: 'lost' };

test.each([
  ['K', ['un'], LOST],
  ['L', ['un'], LOST],
  ['C', ['un'], FINE],
  ['R', ['un', 'deux'], FINE],
  ['N', ['un'], FINE],
] as [OnceClass, string[], Fault][])(
  'T5: class %s, killed at the n-th boundary, for every n: %j is out once, in order; or, where nothing can be read, a person is asked',
  { timeout: 300_000 },
  async (onceClass, texts, fault) => {
    const { n, wrong } = await crashEverywhere(database, { onceClass, texts, fault });
    console.log(JSON.stringify({ test: 'T5', onceClass, n, value: wrong.length, target: 0, met: wrong.length === 0 }));
    expect(wrong).toEqual([]);
  },
);
