import { addDays, addMonths, isDay, weekdayOf, type Day } from '../month.ts';

/** Which days a post comes again. `until` is the last day it may, `times` how often in all; neither: until somebody stops it. */
export type Rule = { until: Day | null; times: number | null } & (
  | { every: 'day' }
  /** On these days of the week, 1 Monday … 7 Sunday. */
  | { every: 'week'; on: number[] }
  /** The 31st is left out of the months that have none. */
  | { every: 'month_day'; day: number }
  /** The second Tuesday; 5 is the last one, whichever it is. */
  | { every: 'month_weekday'; nth: number; on: number }
);

/** The days of a rule from its first on, up to `last` (included): however far that is, no more than ten years. */
export function daysOf(rule: Rule, first: Day, last: Day): Day[] {
  const stop = [last, rule.until ?? last, addDays(first, 3_660)].sort()[0]!;
  const days = rule.every === 'month_day' || rule.every === 'month_weekday' ? monthly(rule, first, stop) : daily(rule, first, stop);
  return rule.times === null ? days : days.slice(0, rule.times);
}

function daily(rule: Extract<Rule, { every: 'day' | 'week' }>, first: Day, stop: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= stop; day = addDays(day, 1)) if (rule.every === 'day' || rule.on.includes(weekdayOf(day))) days.push(day);
  return days;
}

function monthly(rule: Extract<Rule, { every: 'month_day' | 'month_weekday' }>, first: Day, stop: Day): Day[] {
  const days: Day[] = [];
  for (let month = first.slice(0, 7); month <= stop.slice(0, 7); month = addMonths(month, 1)) {
    const day = rule.every === 'month_day' ? `${month}-${String(rule.day).padStart(2, '0')}` : nthOf(month, rule.nth, rule.on);
    if (isDay(day) && day >= first && day <= stop) days.push(day);
  }
  return days;
}

function nthOf(month: string, nth: number, weekday: number): Day {
  if (nth === 5) {
    const last = addDays(`${addMonths(month, 1)}-01`, -1);
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = `${month}-01`;
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
}

/** What a day is to a rule of each kind: what the form proposes. */
export const placeOf = (day: Day): { weekday: number; day: number; nth: number } => ({
  weekday: weekdayOf(day),
  day: Number(day.slice(8)),
  nth: Math.min(5, Math.ceil(Number(day.slice(8)) / 7)),
});
