import { expect, test } from 'vitest';
import { readRuleForm } from './rule-form.ts';
import { daysOf, placeOf, type Rule } from './rule.ts';

const open = { until: null, times: null };
const days = (rule: Rule, last = '2027-03-31') => daysOf(rule, '2026-12-10', last);

test('every day, some days of the week, a day of the month, the nth weekday; until a day or so many times', () => {
  expect(days({ every: 'day', ...open }, '2026-12-12')).toEqual(['2026-12-10', '2026-12-11', '2026-12-12']);
  expect(days({ every: 'week', on: [1, 4], until: null, times: 3 })).toEqual(['2026-12-10', '2026-12-14', '2026-12-17']);
  expect(days({ every: 'month_day', day: 31, ...open })).toEqual(['2026-12-31', '2027-01-31', '2027-03-31']);
  expect(days({ every: 'month_weekday', nth: 2, on: 4, ...open })).toEqual(['2026-12-10', '2027-01-14', '2027-02-11', '2027-03-11']);
  expect(days({ every: 'month_weekday', nth: 5, on: 7, until: '2027-02-28', times: null })).toEqual([
    '2026-12-27',
    '2027-01-31',
    '2027-02-28',
  ]);
  expect(days({ every: 'day', until: '2026-12-09', times: null })).toEqual([]);
  expect(daysOf({ every: 'day', ...open }, '2026-12-10', '9999-12-31').length).toBeLessThan(3_700);
});

test('what a day is to each kind of rule', () => {
  expect(placeOf('2026-12-10')).toEqual({ weekday: 4, day: 10, nth: 2 });
  expect(placeOf('2026-12-31')).toEqual({ weekday: 4, day: 31, nth: 5 });
});

test('the form is read whole or refused on its field', () => {
  const form = (fields: [string, string][]): FormData => {
    const made = new FormData();
    for (const [name, value] of fields) made.append(name, value);
    return made;
  };
  const read = (...fields: [string, string][]) => readRuleForm(form(fields));
  expect(read(['every', 'week'], ['on', '1'], ['on', '4'], ['on', '4'], ['ends', 'times'], ['times', '8'])).toEqual({
    ...{ every: 'week', on: [1, 4], until: null, times: 8 },
  });
  expect(read(['every', 'month_weekday'], ['nth', '2'], ['weekday', '4'], ['ends', 'until'], ['until', '2027-03-01'])).toEqual({
    ...{ every: 'month_weekday', nth: 2, on: 4, until: '2027-03-01', times: null },
  });
  const field = (...fields: [string, string][]) => {
    try {
      return read(...fields);
    } catch (refusal) {
      return (refusal as { field: string }).field;
    }
  };
  expect(field(['every', 'year'])).toBe('every');
  expect(field(['every', 'week'], ['on', '8'])).toBe('on');
  expect(field(['every', 'day'], ['ends', 'until'], ['until', '2027-02-30'])).toBe('until');
  expect(field(['every', 'day'], ['ends', 'times'], ['times', 'x'])).toBe('times');
});
