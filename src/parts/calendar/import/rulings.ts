import { network_name_bluesky, network_name_mastodon, network_name_site, network_name_webhook, network_name_wordpress } from '#messages';
import type { Rulings } from '#modules/calendar/shapes';
import { rulesOf } from '../rules.ts';

const NAMES: Record<string, (values: object, options: { locale: 'fr' | 'en' }) => string> = {
  site: network_name_site,
  wordpress: network_name_wordpress,
  mastodon: network_name_mastodon,
  bluesky: network_name_bluesky,
  webhook: network_name_webhook,
};

/** What each network's own rules say of a row, and what the network is called in a file, in whichever language it was written. */
export const rulings: Rulings = {
  check: (channel, { title, text }) => rulesOf(channel.network).check({ title, text, thread: [], media: [] }, channel.facts),
  networkNames: (network) => [network, ...(['fr', 'en'] as const).flatMap((locale) => NAMES[network]?.({}, { locale }) ?? [])],
};
