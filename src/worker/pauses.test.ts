import { expect, test } from 'vitest';
import { openPauses } from './pauses.ts';

test('a sender killed again and again at its work is replaced at once each time', () => {
  const pauses = openPauses();
  expect(Array.from({ length: 40 }, () => pauses.after(900))).toEqual(Array.from({ length: 40 }, () => 0));
});

test('senders that do not get up are started ever more slowly, until one does', () => {
  const pauses = openPauses();
  expect([0, 20, 0, 100, 0, 0, 0].map((worked) => pauses.after(worked))).toEqual([0, 0, 0, 250, 1_000, 5_000, 5_000]);
  expect(pauses.after(60_000)).toBe(0);
});
