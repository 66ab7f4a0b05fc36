import { calendar_occasion_confirm, calendar_occasion_off, calendar_occasion_places } from '#messages';
import { sayList } from '#words/spoken.ts';
import { getLocale } from '#messages/runtime';
import { occasionWord } from './occasion-words.ts';

/** A holiday of the margin (modules/calendar/occasions). */
export interface ShownOccasion {
  day: string;
  name: string;
  countries: string[];
  off: boolean;
  toConfirm: boolean;
}

/** « Fête de l’indépendance », with its countries when the calendar shows the clients of several. */
export function occasionName({ name, countries }: ShownOccasion, several: boolean): string {
  if (!several) return occasionWord(name);
  const names = new Intl.DisplayNames([getLocale()], { type: 'region' });
  const places = sayList(
    countries.map((code) => names.of(code) ?? code),
    getLocale(),
  );
  return calendar_occasion_places({ name: occasionWord(name), places });
}

/** « férié », « férié, à confirmer »; '' when it is only remembered, on a certain date. */
export const occasionDetail = ({ off, toConfirm }: ShownOccasion): string =>
  [...(off ? [calendar_occasion_off()] : []), ...(toConfirm ? [calendar_occasion_confirm()] : [])].join(', ');
