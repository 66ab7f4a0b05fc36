import { createHash } from 'node:crypto';
import { canonicalJson } from '#words/canonical-json.ts';
import type { ShownChannel, Window } from './shapes.ts';

export interface Prints {
  /** SHA-256 of what is shown and of its window: what a yes signs. */
  fingerprint: string;
  /** SHA-256 of what is shown, whatever the hour. */
  rendering: string;
}

const MINUTE = 60_000;
/** Seconds do not count: a plan is made to the minute. */
export const minuteOf = (at: Date): Date => new Date(Math.floor(at.getTime() / MINUTE) * MINUTE);

/**
 * What the client signs: per account the exact texts and link cards, the source of each media with its crop and alt text, and the planned minute ± the
 * tolerance. Derivatives, names and weights are not part of it: they may be made again. Integers only, keys sorted, accounts in one order.
 */
export function printsOf(content: readonly ShownChannel[], { plannedAt, minutes }: Window): Prints {
  const channels = content
    .map(({ channel, segments }) => ({
      channel,
      segments: segments.map(({ title, text, media, card }) => ({
        title,
        text,
        card,
        media: media.map(({ source, crop, alt }) => ({ source, crop, alt })),
      })),
    }))
    .sort((a, b) => (a.channel < b.channel ? -1 : 1));
  const window = { minute: minuteOf(plannedAt).getTime() / MINUTE, tolerance: minutes };
  return { rendering: sha256({ channels }), fingerprint: sha256({ channels, window }) };
}

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** A yes to a window holds for every minute inside it. */
export const isInside = (at: Date, { plannedAt, minutes }: Window): boolean =>
  Math.abs(minuteOf(at).getTime() - minuteOf(plannedAt).getTime()) <= minutes * MINUTE;
