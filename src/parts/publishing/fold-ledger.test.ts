import { expect, test } from 'vitest';
import { foldLedger } from './fold-ledger.ts';

const line = (n: number, look: string | null) => ({ n, look });

test('twenty readings that fail are put together between the first and the last; every line is still there', () => {
  const lines = [line(0, null), ...Array.from({ length: 20 }, (_, n) => line(n + 1, 'unreadable')), line(21, null)];
  const folded = foldLedger(lines);
  expect(folded.map((one) => (Array.isArray(one) ? one.length : one.n))).toEqual([0, 1, 2, 16, 19, 20, 21]);
  expect(folded.flat()).toEqual(lines);
});

test('a few are shown as they are, and what came to something else begins a row of its own', () => {
  const few = [line(1, 'absent'), line(2, 'absent'), line(3, 'absent'), line(4, 'unreadable'), line(5, 'unreadable'), line(6, null)];
  expect(foldLedger(few)).toEqual(few);
});
