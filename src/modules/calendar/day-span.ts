import { resolveWallTime } from '#words/zone.ts';
import { addDays, type Day } from './month.ts';
import type { Span } from './lines.sql.ts';

const spans = new Map<string, Span>();
/** Days of so many years and places as anybody looks at in a while. */
const MOST_KEPT = 5_000;

/**
 * A day from its first instant to the first of the next, by the clock of a place. Kept: a month asks for forty-two, and what a zone's rules
 * say of a day does not change while a process runs.
 */
export function spanOf(day: Day, zone: string): Span {
  const key = `${day} ${zone}`;
  let span = spans.get(key);
  if (!span) {
    if (spans.size >= MOST_KEPT) spans.clear();
    spans.set(key, (span = { from: midnight(day, zone), to: midnight(addDays(day, 1), zone) }));
  }
  return span;
}

/** The first instant of a day; where midnight does not exist that day, the first moment after the gap. */
function midnight(day: Day, zone: string): Date {
  const found = resolveWallTime(`${day}T00:00`, zone);
  if (found.kind !== 'gap') return found.instant;
  const after = resolveWallTime(found.after, zone);
  if (after.kind === 'gap') throw new Error(`no midnight on ${day} in ${zone}`);
  return after.instant;
}
