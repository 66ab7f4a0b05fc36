import type { Content, Wish } from '#modules/calendar/shapes';
import { canonicalJson } from '#words/canonical-json.ts';
import type { Id } from '#words/ids.ts';

/** What can be written of a post away from the network. */
export interface Writing extends Content {
  pillarId: Id | null;
  wish: Wish | null;
}

export const FIELDS = ['title', 'text', 'mediaIds', 'variants', 'pillarId', 'wish'] as const;
export type Field = (typeof FIELDS)[number];

/** What a post holds before anybody wrote in it. */
export const BLANK: Writing = { title: '', text: '', mediaIds: [], variants: [], pillarId: null, wish: null };

/** These fields and no others, so that two writings can be compared. */
export const writingOf = ({ title, text, mediaIds, variants, pillarId, wish }: Writing): Writing => ({
  ...{ title, text, mediaIds, variants, pillarId, wish },
});

/** The same content, whatever the order of its keys: the database has its own. */
export const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);
