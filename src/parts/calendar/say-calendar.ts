import { calendar_free, calendar_free_behind, calendar_week_of } from '#messages';
import { addDays, weekNumber, type PillarShare } from '#modules/calendar/shapes';
import { sayDate, sayMonth, type Locale } from '#words/spoken.ts';
import type { Asked } from './asked.ts';

/** « avril 2026 », « Semaine 16, du 13 au 19 avril », « jeudi 16 avril 2026 ». */
export function saySpan({ day, week, month }: Asked, locale: Locale): string {
  if (day !== null) return sayDate(day, locale, { year: true });
  if (week === null) return sayMonth(month, locale);
  const sunday = addDays(week, 6);
  const first = week.slice(0, 7) === sunday.slice(0, 7) ? String(Number(week.slice(8))) : sayDate(week, locale, { weekday: false });
  return calendar_week_of({ number: weekNumber(week), first, last: sayDate(sunday, locale, { weekday: false }) });
}

/** What an empty day proposes: the pillar that is the most behind. */
export const sayFree = (late: PillarShare | undefined): string => (late ? calendar_free_behind({ pillar: late.name }) : calendar_free());
