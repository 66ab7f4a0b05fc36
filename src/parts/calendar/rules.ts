import type { Check, NetworkName, Rules } from '#networks/contract';
import { rules as bluesky } from '#networks/bluesky/rules';
import { rules as mastodon } from '#networks/mastodon/rules';
import { rules as site } from '#networks/site/rules';
import { rules as webhook } from '#networks/webhook/rules';
import { rules as wordpress } from '#networks/wordpress/rules';
import type { Outgoing } from '#modules/calendar/shapes';

/** Composition root: the rules every network counts and checks by, the same in the browser and before leaving. */
const RULES: Record<NetworkName, Rules> = { site, wordpress, mastodon, bluesky, webhook };

export const rulesOf = (network: string): Rules => RULES[network as NetworkName];

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
  return rulesOf(network).check({ text: content.text, title: content.title, thread: content.thread, media: attached }, facts);
}
