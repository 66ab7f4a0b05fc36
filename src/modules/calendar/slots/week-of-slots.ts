import { resolveWallTime } from '#words/zone.ts';
import { addDays, weekdayOf, type Day } from '../month.ts';
import type { Wish } from '../shapes.ts';

export interface Slot {
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** `09:30`, by the client's clock. */
  at: string;
}

/** More than this in a week is a slip of the keyboard. */
export const MOST_SLOTS = 70;

/**
 * Hours as people type them: `9h30, 18 h`, `9:30 18:00`, `09.30`. In order, each once.
 * @returns null when something there is no hour
 */
export function readHours(text: string): string[] | null {
  const words = text
    .replace(/\s*([h:.])\s*/gi, '$1')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const hours = words.map((word) => /^(\d{1,2})(?:[h:.](\d{2})?)?$/i.exec(word));
  if (hours.some((found) => !found || Number(found[1]) > 23 || Number(found[2] ?? 0) > 59)) return null;
  return [...new Set(hours.map((found) => `${found![1]!.padStart(2, '0')}:${found![2] ?? '00'}`))].sort();
}

export interface Occurrence extends Wish {
  day: Day;
  instant: Date;
}

/** When these slots come from a day on, so many days; an hour that does not exist on one of them is left out that day. */
export function occurrencesOf(slots: readonly Slot[], zone: string, from: Day, days: number): Occurrence[] {
  const inOrder = [...new Map(slots.map((slot) => [`${slot.weekday}${slot.at}`, slot])).values()].sort((a, b) => a.at.localeCompare(b.at));
  return Array.from({ length: days }, (_, index) => addDays(from, index)).flatMap((day) =>
    inOrder
      .filter(({ weekday }) => weekday === weekdayOf(day))
      .flatMap(({ at }) => {
        const wall = `${day}T${at}`;
        const found = resolveWallTime(wall, zone);
        return found.kind === 'gap' ? [] : [{ day, wall, zone, instant: found.instant }];
      }),
  );
}
