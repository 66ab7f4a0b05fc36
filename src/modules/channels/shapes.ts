import { z } from 'zod';
import type { Id } from '#words/ids.ts';
import type { NetworkName, OnceClass } from '#networks/contract';

export const CHANNEL_STATES = ['connected', 'paused', 'needs_reconnect', 'removed'] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];

/** A channel as pages and other rooms see it: never a secret. */
export interface ChannelView {
  id: Id;
  clientId: Id;
  network: NetworkName;
  name: string;
  /** Base address of the instance, site, PDS or receiver; '' for the own site. */
  address: string;
  networkUserId: string;
  handle: string;
  displayName: string;
  profileUrl: string | null;
  /** Limits, software, class: what the counters of `networks/<n>/rules.ts` read. */
  facts: Readonly<Record<string, unknown>>;
  onceClass: OnceClass;
  quietMs: number;
  state: ChannelState;
  connectedAt: Date;
  identityAt: Date;
  lastSuccessAt: Date | null;
  /** Set until the next success; the catalogue holds `channels_problem_<code>` for the known ones. */
  problem: { code: string; at: Date } | null;
}

/** Whether anything may leave through this channel now, as far as the channel itself goes. */
export const maySend = (channel: Pick<ChannelView, 'state'>): boolean => channel.state === 'connected';

export const channelNameSchema = z.string().trim().max(80);

export const connectSchema = z.looseObject({
  client: z.uuid(),
  name: channelNameSchema.default(''),
});

/** Posted by hand: a person is told at the hour, and says what became of it. */
export const isByHand = (channel: Pick<ChannelView, 'onceClass'>): boolean => channel.onceClass === 'H';

export const byHandSchema = z.object({
  client: z.uuid(),
  name: channelNameSchema.min(1),
  /** Where the account or the group is seen. */
  address: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2_000)]).default(''),
});

/** A channel for a page, every word already said in the person's language. */
export interface ShownChannel {
  id: Id;
  network: NetworkName;
  networkName: string;
  name: string;
  /** Whichever of handle, display name and address says more than the name. */
  who: string;
  /** The round sign beside the word of the state. */
  sign: ChannelSign;
  state: string;
  /** What is wrong and what to do; null when nothing is. */
  problem: string | null;
  /** A whole sentence: when it last sent. */
  lastSuccess: string;
  client: { name: string; monogram: string; colour: string };
}

export type ChannelSign = 'valide' | 'retenue' | 'echec' | 'annulee';

/** A field of a connection form, with its words. */
export interface ShownField {
  name: string;
  kind: 'text' | 'address' | 'secret';
  required: boolean;
  label: string;
  help: string;
}
