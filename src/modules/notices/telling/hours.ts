import { dayAt } from '#words/spoken.ts';
import { resolveWallTime, wallTimeAt } from '#words/zone.ts';
import type { Habit, Pace } from './subjects.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** When something that happened now is told, quiet hours apart. @param settleMs what comes in one go is told in one go */
export function dueAt(pace: Exclude<Pace, 'never'>, { digestAt, zone }: Habit, now: Date, settleMs: number): Date {
  return pace === 'now' ? new Date(now.getTime() + settleMs) : nextAt(digestAt, zone, now);
}

/** The end of the quiet hours one is in; null outside them. */
export function quietUntil({ quietFrom, quietUntil: until, zone }: Habit, at: Date): Date | null {
  if (quietFrom === null || until === null) return null;
  const now = wallTimeAt(at, zone).slice(11, 16);
  const quiet = quietFrom < until ? quietFrom <= now && now < until : now >= quietFrom || now < until;
  return quiet ? nextAt(until, zone, at) : null;
}

/** When a person is reminded of an hour: what would fall in their quiet hours comes a minute before those begin. */
export function reminderAt(habit: Habit, hour: Date, minutes: number): Date {
  const at = new Date(hour.getTime() - minutes * MINUTE_MS);
  if (!quietUntil(habit, at)) return at;
  return new Date(lastAt(habit.quietFrom!, habit.zone, at).getTime() - MINUTE_MS);
}

/** Monday, at the hour of the digest. */
export function nextMonday({ digestAt, zone }: Habit, now: Date): Date {
  for (let at = nextAt(digestAt, zone, now); ; at = nextAt(digestAt, zone, at))
    if (new Date(`${dayAt(at, zone)}T12:00:00Z`).getUTCDay() === 1) return at;
}

/** The next moment a clock shows this hour. */
function nextAt(hour: string, zone: string, after: Date): Date {
  for (let day = dayAt(after, zone); ; day = shift(day, 1)) {
    const at = instantOf(day, hour, zone);
    if (at > after) return at;
  }
}

/** The last moment it did. */
function lastAt(hour: string, zone: string, before: Date): Date {
  for (let day = dayAt(before, zone); ; day = shift(day, -1)) {
    const at = instantOf(day, hour, zone);
    if (at <= before) return at;
  }
}

/** An hour that a clock leaps over is the one after the leap. */
function instantOf(day: string, hour: string, zone: string): Date {
  const resolved = resolveWallTime(`${day}T${hour}`, zone);
  if (resolved.kind !== 'gap') return resolved.instant;
  const after = resolveWallTime(resolved.after, zone);
  if (after.kind === 'gap') throw new Error(`no ${resolved.after} in ${zone}`);
  return after.instant;
}

const shift = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
