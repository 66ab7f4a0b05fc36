import {
  common_network_bluesky,
  common_network_mastodon,
  common_network_site,
  common_network_webhook,
  common_network_wordpress,
} from '#messages';
import type { NetworkName } from '#networks/contract';

/** Composition root: what each network is called. Its glyph is `n-<network>` in the icons. */
const WORDS: Record<NetworkName, () => string> = {
  site: common_network_site,
  wordpress: common_network_wordpress,
  mastodon: common_network_mastodon,
  bluesky: common_network_bluesky,
  webhook: common_network_webhook,
};

export const networkWord = (network: string): string => WORDS[network as NetworkName]?.() ?? network;
