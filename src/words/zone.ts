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

/** The same moment as a calendar library takes it: the reading of a clock, which belongs to no zone by itself. */
export const plainTimeAt = (instant: Date, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();

/** A clock that is set differently from a moment on; offsets in seconds east of Greenwich. */
export interface OffsetChange {
  /** What the clock read when it was changed, by the offset before. */
  wall: WallTime;
  before: number;
  after: number;
}

/** How a clock is set during a span: at its beginning (before and after agree), then every change. */
export function offsetsBetween(zone: string, span: { from: Date; to: Date }): OffsetChange[] {
  const at = (milliseconds: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);
  const offset = (moment: Temporal.ZonedDateTime): number => Math.round(moment.offsetNanoseconds / 1e9);
  const first = at(span.from.getTime());
  const changes: OffsetChange[] = [{ wall: seconds(first.toPlainDateTime()), before: offset(first), after: offset(first) }];
  for (
    let next = first.getTimeZoneTransition('next');
    next && next.epochMilliseconds <= span.to.getTime();
    next = next.getTimeZoneTransition('next')
  ) {
    const before = offset(at(next.epochMilliseconds - 1));
    const wall = new Date(next.epochMilliseconds + before * 1000).toISOString().slice(0, 19);
    changes.push({ wall, before, after: offset(next) });
  }
  return changes;
}

const seconds = (plain: Temporal.PlainDateTime): WallTime => plain.toString({ smallestUnit: 'second' });

/** The version of tzdata in use, stored beside every planned instant so that a later change of rules can be found. */
export const tzdataVersion = (): string => globalThis.process?.versions?.tz ?? 'browser';

function short(plain: Temporal.PlainDateTime): WallTime {
  return plain.toString({ smallestUnit: plain.second === 0 ? 'minute' : 'second' });
}
