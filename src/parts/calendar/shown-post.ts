import type { Label, Sign } from '#modules/publishing/shapes';
import type { Day, PostLine } from '#modules/calendar/shapes';
import type { Id } from '#words/ids.ts';
import { clockAt, dayAt } from '#words/spoken.ts';

/** A post in a calendar cell or an agenda line: small, a month sends two hundred of them. */
export interface ShownPost {
  id: Id;
  name: string;
  clientId: Id;
  /** By the clock of the person who reads the calendar. */
  day: Day;
  clock: string;
  networks: string[];
  label: Label;
  sign: Sign;
}

export function showPost(
  line: PostLine & { plannedAt: Date },
  zone: string,
  networkOf: ReadonlyMap<Id, string>,
  standing: { label: Label; sign: Sign },
): ShownPost {
  const networks = line.channelIds.flatMap((id) => networkOf.get(id) ?? []);
  return {
    id: line.id,
    name: line.name,
    clientId: line.clientId,
    day: dayAt(line.plannedAt, zone),
    clock: clockAt(line.plannedAt, zone),
    networks: [...new Set(networks)],
    ...standing,
  };
}

export function byDay(posts: readonly ShownPost[]): Map<Day, ShownPost[]> {
  const days = new Map<Day, ShownPost[]>();
  for (const post of posts) days.set(post.day, [...(days.get(post.day) ?? []), post]);
  return days;
}
