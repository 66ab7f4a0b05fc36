import { network_name_bluesky, network_name_mastodon, network_name_site, network_name_webhook, network_name_wordpress } from '#messages';
import type { NetworkName } from '#networks/contract';
import { LANGUAGES, type Language } from '#words/languages.ts';

/** Composition root: what each network is called. Its glyph is `n-<network>` in the icons. */
const WORDS: Record<NetworkName, (values: object, options?: { locale?: Language }) => string> = {
  site: network_name_site,
  wordpress: network_name_wordpress,
  mastodon: network_name_mastodon,
  bluesky: network_name_bluesky,
  webhook: network_name_webhook,
};

export const networkWord = (network: string): string => WORDS[network as NetworkName]?.({}) ?? network;

/** What it is called in every language: a file may be in another than its reader's. */
export const networkWords = (network: string): string[] =>
  LANGUAGES.map((locale) => WORDS[network as NetworkName]?.({}, { locale }) ?? network);
