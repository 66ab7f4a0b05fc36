import type { Check, NetworkName, Rules } from '#networks/contract';
import { rules as bluesky } from '#networks/bluesky/rules';
import { rules as mastodon } from '#networks/mastodon/rules';
import { rules as site } from '#networks/site/rules';
import { rules as webhook } from '#networks/webhook/rules';
import { rules as wordpress } from '#networks/wordpress/rules';
import { mentioned, type Mention, type Outgoing, type Voice } from '#modules/calendar/shapes';
import { outlives, type EndedRight } from '#modules/library/shapes';

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
  name: string;
  /** The last day it may be shown. */
  rightsUntil: string | null;
}

export type Facts = Readonly<Record<string, unknown>>;

/**
 * What would stop this content from leaving by this network, and what is advisable.
 * @param day it leaves on, on the clock of its plan; today while it has none
 */
export function checkOutgoing(network: string, facts: Facts, content: Outgoing, media: readonly ShownMedia[], day: string): Check[] {
  const attached = content.mediaIds.flatMap((id) => media.filter((one) => one.id === id));
  const over = attached.flatMap(({ id, name, rightsUntil }) =>
    rightsUntil !== null && outlives(rightsUntil, day) ? [rightsOver({ id, name, rightsUntil })] : [],
  );
  const { text, title, thread } = content;
  const checks = [...over, ...rulesOf(network).check({ text, title, thread, media: attached }, facts)];
  const [name] = mentioned([text, ...thread].join('\n'));
  return name === undefined ? checks : [...checks, { level: 'advice', code: 'mention_unknown', details: { name } }];
}

/** Whatever the network: on the day it leaves, a picture may no longer be shown. Said before, it is what publishing holds for. */
export const rightsOver = ({ id, name, rightsUntil }: EndedRight): Check => ({
  level: 'block',
  code: 'rights_over',
  details: { media: id, name, date: rightsUntil },
});
