import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Id } from '#words/ids.ts';
import { plainTimeAt } from '#words/zone.ts';
import { vtimezone } from './vtimezone.ts';

export interface FeedPost {
  id: Id;
  title: string;
  /** Networks and state, already said. */
  about: string;
  at: Date;
  changedAt: Date;
  /** It will not leave any more. */
  cancelled: boolean;
}

/** A post is a moment; calendars draw a quarter of an hour where a finger can touch it. */
const SHOWN_MS = 15 * 60_000;

/**
 * The calendar of a client as RFC 5545 writes it, its hours by the client's clock. The same posts give the same bytes: nothing in it is
 * of the moment it was asked for.
 */
export function icalOf(calendar: { name: string; zone: string; posts: readonly FeedPost[] }): string {
  const { name, zone, posts } = calendar;
  const times = posts.map(({ at }) => at.getTime()).sort((a, b) => a - b);
  const span = { from: new Date(times[0] ?? 0), to: new Date((times.at(-1) ?? 0) + SHOWN_MS) };
  const made = ical({
    name,
    prodId: { company: 'Palabre', product: 'Palabre', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    // Each event names its zone; named for the whole, stamps would be written by a clock too, where they must be in UTC.
    timezone: { name: null, generator: (wanted) => vtimezone(wanted, span) },
    ttl: 3_600,
  });
  for (const post of posts)
    made.createEvent({
      id: `${post.id}@palabre`,
      stamp: post.changedAt,
      lastModified: post.changedAt,
      start: plainTimeAt(post.at, zone),
      end: plainTimeAt(new Date(post.at.getTime() + SHOWN_MS), zone),
      timezone: zone,
      summary: post.title,
      description: post.about,
      status: post.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // Nobody is busy because a post leaves.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return made.toString();
}
