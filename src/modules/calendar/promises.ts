import type { Cadence, Pillar } from '#modules/strategy/shapes';
import type { Day } from './month.ts';

/** A week held against what was promised; nothing here stops anybody. */
export interface WeekPromise {
  promised: number;
  /** Of what was promised, what the calendar holds. */
  kept: number;
  /** Posts beyond the promise. */
  beyond: number;
  lacking: { network: string; count: number }[];
}

/** @param posts of the week, by network. @returns null when nothing was promised */
export function weighWeek(
  cadence: readonly Pick<Cadence, 'network' | 'perWeek'>[],
  posts: Readonly<Record<string, number>>,
): WeekPromise | null {
  if (cadence.length === 0) return null;
  const weighed = cadence.map(({ network, perWeek }) => ({ network, perWeek, held: posts[network] ?? 0 }));
  const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    promised: sum(weighed.map(({ perWeek }) => perWeek)),
    kept: sum(weighed.map(({ perWeek, held }) => Math.min(perWeek, held))),
    beyond: sum(weighed.map(({ perWeek, held }) => Math.max(0, held - perWeek))),
    lacking: weighed
      .filter(({ perWeek, held }) => held < perWeek)
      .map(({ network, perWeek, held }) => ({ network, count: perWeek - held })),
  };
}

export interface PillarShare extends Pick<Pillar, 'id' | 'name' | 'dye' | 'share'> {
  posts: number;
  /** Percent of the month's posts, whole. */
  held: number;
}

/** Each pillar with what the month holds of it. @param posts of the month by pillar, those without one under '' */
export function shareOut(pillars: readonly Pillar[], posts: Readonly<Record<string, number>>): PillarShare[] {
  const total = Object.values(posts).reduce((sum, count) => sum + count, 0);
  return pillars.map(({ id, name, dye, share }) => {
    const own = posts[id] ?? 0;
    return { id, name, dye, share, posts: own, held: total === 0 ? 0 : Math.round((100 * own) / total) };
  });
}

/** The pillars that are behind their share, the furthest first. */
export const behind = (shares: readonly PillarShare[]): PillarShare[] =>
  shares.filter(({ share, held }) => held < share).sort((a, b) => b.share - b.held - (a.share - a.held));

/** Where a week may still keep its promise: its empty days from today on, no more than it lacks. */
export function freeDays(week: readonly Day[], promise: WeekPromise | null, today: Day, isEmpty: (day: Day) => boolean): Day[] {
  const missing = promise?.lacking.reduce((most, { count }) => Math.max(most, count), 0) ?? 0;
  return week.filter((day) => day >= today && isEmpty(day)).slice(0, missing);
}
