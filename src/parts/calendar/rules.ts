import type { Check, NetworkName, Rules } from '#networks/contract';
import { rules as bluesky } from '#networks/bluesky/rules';
import { rules as mastodon } from '#networks/mastodon/rules';
import { rules as site } from '#networks/site/rules';
import { rules as webhook } from '#networks/webhook/rules';
import { rules as wordpress } from '#networks/wordpress/rules';
import { mentioned, type Mention, type Outgoing, type Voice } from '#modules/calendar/shapes';

/** Composition root: the rules every network counts and checks by, the same in the browser and before leaving. */
const RULES: Record<NetworkName, Rules> = { site, wordpress, mastodon, bluesky, webhook };

export const rulesOf = (network: string): Rules => RULES[network as NetworkName];

/** Networks where people are named by a handle. */
export const mentioningNetworks = (): string[] => Object.entries(RULES).flatMap(([network, { mention }]) => (mention ? [network] : []));

/** How a network names the people a client speaks of. */
export const voiceOf = (network: string, mentions: readonly Mention[]): Voice => ({ network, mentions, mention: rulesOf(network).mention });

export interface ShownMedia {
  id: string;
  mime: string;
  bytes: number;
  width: number;
  height: number;
  alt: string;
}

export type Facts = Readonly<Record<string, unknown>>;

/** What would stop this content from leaving by this network, and what is advisable. */
export function checkOutgoing(network: string, facts: Facts, content: Outgoing, media: readonly ShownMedia[]): Check[] {
  const attached = content.mediaIds.flatMap((id) => media.filter((one) => one.id === id));
  const checks = rulesOf(network).check({ text: content.text, title: content.title, thread: content.thread, media: attached }, facts);
  const [name] = mentioned([content.text, ...content.thread].join('\n'));
  return name === undefined ? checks : [...checks, { level: 'advice', code: 'mention_unknown', details: { name } }];
}
