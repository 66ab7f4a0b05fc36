import {
  repeat_every_day,
  repeat_every_month_day,
  repeat_every_month_weekday,
  repeat_nth_1,
  repeat_nth_2,
  repeat_nth_3,
  repeat_nth_4,
  repeat_nth_5,
  repeat_said_times,
  repeat_said_until,
  repeat_said_week,
} from '#messages';
import { getLocale } from '#messages/runtime';
import type { Rule } from '#modules/calendar/shapes';
import { sayDate, sayList, weekdays } from '#words/spoken.ts';

const NTH = [repeat_nth_1, repeat_nth_2, repeat_nth_3, repeat_nth_4, repeat_nth_5];

const weekdayWord = (weekday: number): string => weekdays(getLocale())[weekday - 1]!.long;

/** « Chaque mois, le deuxième jeudi » */
export const sayNth = (nth: number, weekday: number): string =>
  repeat_every_month_weekday({ nth: NTH[nth - 1]!(), weekday: weekdayWord(weekday) });

/** A rule as a person says it: « Chaque semaine, le lundi et jeudi, jusqu’au 3 mars 2027 ». */
export function sayRule(rule: Rule): string {
  const ends =
    (rule.until ? repeat_said_until({ day: sayDate(rule.until, getLocale(), { year: true, weekday: false }) }) : '') +
    (rule.times ? repeat_said_times({ count: rule.times }) : '');
  return `${sayDays(rule)}${ends}`;
}

function sayDays(rule: Rule): string {
  switch (rule.every) {
    case 'day':
      return repeat_every_day();
    case 'week':
      return repeat_said_week({ days: sayList([...rule.on].sort().map(weekdayWord), getLocale()) });
    case 'month_day':
      return repeat_every_month_day({ day: rule.day });
    case 'month_weekday':
      return sayNth(rule.nth, rule.on);
  }
}
