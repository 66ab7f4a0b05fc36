import { resolveWallTime } from '#words/zone.ts';
import { addDays, type Day } from './month.ts';
import type { Span } from './lines.sql.ts';

/** A day from its first instant to the first of the next, by the clock of a place. */
export const spanOf = (day: Day, zone: string): Span => ({ from: midnight(day, zone), to: midnight(addDays(day, 1), zone) });

/** The first instant of a day; where midnight does not exist that day, the first moment after the gap. */
function midnight(day: Day, zone: string): Date {
  const found = resolveWallTime(`${day}T00:00`, zone);
  if (found.kind !== 'gap') return found.instant;
  const after = resolveWallTime(found.after, zone);
  if (after.kind === 'gap') throw new Error(`no midnight on ${day} in ${zone}`);
  return after.instant;
}
