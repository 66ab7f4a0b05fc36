import { expect, test } from 'vitest';
import { addMonths, isDay, isMonth, weekNumber, weeksOf } from './month.ts';

test('April 2026 is five weeks, from 30 March to 3 May', () => {
  const weeks = weeksOf('2026-04');
  expect(weeks).toHaveLength(5);
  expect(weeks[0]![0]).toBe('2026-03-30');
  expect(weeks.at(-1)!.at(-1)).toBe('2026-05-03');
});

test('a February that begins on a Monday fits in four weeks', () => {
  expect(weeksOf('2027-02')).toHaveLength(4);
});

test('weeks are numbered as ISO 8601 says, across years too', () => {
  expect(weekNumber('2026-04-16')).toBe(16);
  expect(weekNumber('2026-12-31')).toBe(53);
  expect(weekNumber('2027-01-03')).toBe(53);
  expect(weekNumber('2027-01-04')).toBe(1);
});

test('months pass into the next year and back', () => {
  expect(addMonths('2026-12', 1)).toBe('2027-01');
  expect(addMonths('2027-01', -1)).toBe('2026-12');
});

test('only days and months that exist are accepted', () => {
  expect(isDay('2026-02-30')).toBe(false);
  expect(isDay('2028-02-29')).toBe(true);
  expect(isMonth('2026-13')).toBe(false);
});
