import type { MediaItem } from '#modules/library/shapes';
import type { Facts, ShownMedia } from '../rules.ts';

/** A channel as the composer needs it. */
export interface ComposerChannel {
  id: string;
  network: string;
  name: string;
  handle: string;
  displayName: string;
  facts: Facts;
  /** False when paused or to be reconnected: what is planned there will be held. */
  ready: boolean;
}

/** A link's card as it is shown; `thumb` an address of ours. */
export interface ShownCard {
  url: string;
  title: string;
  description: string;
  thumb: string | null;
}

/** What the rules look at; they tell kinds apart by the first half of the type, which is all the library says before leaving. */
export const asShown = (item: MediaItem): ShownMedia => ({
  id: item.id,
  mime: `${item.kind}/*`,
  bytes: item.weights.full,
  width: item.width,
  height: item.height,
  alt: item.alt,
});
