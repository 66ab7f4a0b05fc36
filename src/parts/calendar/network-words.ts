import { network_name_bluesky, network_name_mastodon, network_name_site, network_name_webhook, network_name_wordpress } from '#messages';
import type { SPOKEN_NAMES } from '#networks/contract';
import { LANGUAGES } from '#words/languages.ts';
import { COUNTED, type Word } from './counted.ts';

/** Composition root: what each network is called. Its glyph is `n-<network>` in the icons. */
const WORDS: Record<(typeof SPOKEN_NAMES)[number], Word> = {
  site: network_name_site,
  wordpress: network_name_wordpress,
  mastodon: network_name_mastodon,
  bluesky: network_name_bluesky,
  webhook: network_name_webhook,
};

const wordFor = (network: string): Word | undefined => WORDS[network as keyof typeof WORDS] ?? COUNTED.words[network];

export const networkWord = (network: string): string => wordFor(network)?.({}) ?? network;

/** What it is called in every language: a file may be in another than its reader's. */
export const networkWords = (network: string): string[] => LANGUAGES.map((locale) => wordFor(network)?.({}, { locale }) ?? network);
