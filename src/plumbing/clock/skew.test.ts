import { expect, test } from 'vitest';
import { clockTrouble, fakeClock, readSkews } from './index.ts';

const noon = new Date('2026-12-01T12:00:00Z');
const source = (name: string, at: Date | null) => ({ name, witness: 'operator' as const, read: async () => at });

test('a clock within a minute of everybody’s is right, and silence proves nothing', async () => {
  const readings = await readSkews(fakeClock(noon), [source('database', new Date(noon.getTime() - 60_000)), source('far', null)]);
  expect(readings).toEqual([{ source: 'database', skew: 60_000 }]);
  expect(clockTrouble(readings)).toBeNull();
  expect(clockTrouble([])).toBeNull();
});

test('the worst disagreement beyond a minute is the one told', async () => {
  const ahead = source('database', new Date(noon.getTime() + 61_000));
  const behind = source('https://palabre.example/', new Date(noon.getTime() - 3_600_000));
  expect(clockTrouble(await readSkews(fakeClock(noon), [ahead, behind]))).toEqual({ source: 'https://palabre.example/', skew: 3_600_000 });
});
