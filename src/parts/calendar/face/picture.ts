import type { MediaItem } from '#modules/library/shapes';
import { cutOf, type Cut, type Ratio } from '#words/crop.ts';

/** A picture of a post as its public gets it. */
export interface Picture {
  id: string;
  alt: string;
  name: string;
  /** Address of the picture or of a still of the film; null for a film without one. */
  src: string | null;
  width: number;
  height: number;
  /** The part of it that leaves, in the same pixels; null: all of it. */
  cut: Cut | null;
}

/** What is cut is taken from the bigger picture. */
export function pictureOf(item: MediaItem, ratio: Ratio): Picture {
  const { id, alt, name, width, height } = item;
  const cut = item.kind === 'image' ? cutOf(item, ratio, item.focus) : null;
  return { id, alt, name, width, height, cut, src: cut ? item.whole : item.still };
}

/** How many of them are seen before one asks for the others. */
export const seenOf = (together: object | undefined): number => (together ? 4 : 1);
