import { hasLink, openAt, placeOf, PLACES } from '../../networks/places.ts';
import type { ChannelView } from './shapes.ts';

/** What one chooses from to post by hand, in order; the catalogue holds `place_<id>`. */
export const listPlaces = (): { id: string; network: string }[] => PLACES.map(({ id, network }) => ({ id, network }));

/** Where a person goes to post this by hand; null when nobody said where the account is. */
export const openingOf = (channel: Pick<ChannelView, 'facts' | 'profileUrl'>, text: string): string | null =>
  openAt(placeOf(channel), text, channel.profileUrl);

/** Whether what is published there has an address one can be asked for. */
export const takesLink = (channel: Pick<ChannelView, 'facts'>): boolean => hasLink(placeOf(channel));
