import type { Written } from '#modules/calendar/shapes';
import type { MediaItem } from '#modules/library/shapes';
import { cutOf, type Ratio } from '#words/crop.ts';
import type { Facts, ShownMedia } from '../rules.ts';

/** A channel as the composer needs it. */
export interface ComposerChannel {
  id: string;
  network: string;
  /** In words: the network, and what of it where it has several places. */
  where: string;
  name: string;
  handle: string;
  displayName: string;
  facts: Facts;
  /** False when paused or to be reconnected: what is planned there will be held. */
  ready: boolean;
  /** Its pictures are cut to. */
  ratio: Ratio;
}

/** A link's card as it is shown; `thumb` an address of ours. */
export interface ShownCard {
  url: string;
  title: string;
  description: string;
  thumb: string | null;
}

/** What the rules look at; they tell kinds apart by the first half of the type, which is all the library says before leaving. */
export const asShown = (item: MediaItem, ratio: Ratio): ShownMedia => ({
  id: item.id,
  mime: `${item.kind}/*`,
  bytes: item.weights.full,
  ...sizeOf(item, ratio),
  alt: item.alt,
  name: item.name,
  rightsUntil: item.rightsUntil,
});

/** What its public downloads on this account; a picture that is cut weighs in proportion to what is left of it. */
export const bytesOn = (media: readonly MediaItem[], ratio: Ratio): number =>
  media.reduce((sum, item) => {
    const { width, height } = sizeOf(item, ratio);
    return sum + Math.round((item.weights.full * width * height) / (item.width * item.height));
  }, 0);

export function sizeOf(item: MediaItem, ratio: Ratio): { width: number; height: number } {
  const { width, height } = (item.kind === 'image' && cutOf(item, ratio, item.focus)) || item;
  return { width, height };
}

/** The day it leaves on, by the clock it is planned on; today while it has no day. */
export const dayOf = ({ wish }: Pick<Written, 'wish'>): string => (wish?.wall ?? new Date().toISOString()).slice(0, 10);
