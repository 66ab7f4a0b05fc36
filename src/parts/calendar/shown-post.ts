import type { Label, Sign } from '#modules/publishing/shapes';
import type { Day } from '#modules/calendar/shapes';
import type { Dye } from '#modules/strategy/shapes';
import type { Id } from '#words/ids.ts';

/** A post in a calendar cell or an agenda line: small, a month sends two hundred of them. */
export interface ShownPost {
  id: Id;
  name: string;
  clientId: Id;
  /** By the clock of the person who reads the calendar. */
  day: Day;
  clock: string;
  /** The client's clock, where it tells another hour. */
  theirs: { clock: string; zone: string } | null;
  networks: string[];
  /** Made by a rule that says the same again. */
  repeats: boolean;
  pillar: { name: string; dye: Dye } | null;
  /** May be given another day by who reads. */
  movable: boolean;
  /** Its nearest neighbour on one account, when that is too close (minutes). */
  close: { account: string; minutes: number } | null;
  label: Label;
  sign: Sign;
}

export function byDay(posts: readonly ShownPost[]): Map<Day, ShownPost[]> {
  const days = new Map<Day, ShownPost[]>();
  for (const post of posts) days.set(post.day, [...(days.get(post.day) ?? []), post]);
  return days;
}
