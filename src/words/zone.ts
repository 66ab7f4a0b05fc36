import { Temporal } from 'temporal-polyfill';

export { isZone } from './zone-name.ts';

/**
 * The only module that turns wall times into instants. Its tzdata is the JavaScript engine's (ICU) and nothing else:
 * PostgreSQL's may be of another version, so SQL never does zone arithmetic.
 */

/** `2026-12-01T09:00` or with seconds; no zone, no offset. */
export type WallTime = string;

export type Resolution =
  | { kind: 'exact'; instant: Date }
  /** The hour happens twice that day (clocks go back): the first one is taken, and it is said. */
  | { kind: 'overlap'; instant: Date; second: Date }
  /** The hour does not exist that day (clocks go forward): refused, with the nearest wall times that do. */
  | { kind: 'gap'; before: WallTime; after: WallTime };

const MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

export const isWallTime = (text: string): boolean => {
  if (!MINUTE.test(text)) return false;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).year > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** @throws RangeError when `wall` is not a wall time or `zone` not an IANA name: callers validate first. */
export function resolveWallTime(wall: WallTime, zone: string): Resolution {
  const plain = Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  const instant = new Date(earlier.epochMilliseconds);
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'exact', instant };
  if (earlier.toPlainDateTime().equals(plain)) {
    return { kind: 'overlap', instant, second: new Date(later.epochMilliseconds) };
  }
  // In a gap `earlier` is the wall time shifted back by the gap, `later` shifted forward: the two neighbours a person can pick.
  return { kind: 'gap', before: short(earlier.toPlainDateTime()), after: short(later.toPlainDateTime()) };
}

/** The wall time of an instant in a zone, to the minute (`2026-12-01T09:00`), with seconds only when they are not zero. */
export function wallTimeAt(instant: Date, zone: string): WallTime {
  return short(Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime());
}

/** The version of tzdata in use, stored beside every planned instant so that a later change of rules can be found. */
export const tzdataVersion = (): string => globalThis.process?.versions?.tz ?? 'browser';

function short(plain: Temporal.PlainDateTime): WallTime {
  return plain.toString({ smallestUnit: plain.second === 0 ? 'minute' : 'second' });
}
