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
