import * as m from '#messages';
import { isByHand, type ChannelView } from '#modules/channels/shapes';
import type { NetworkName } from '#networks/contract';

const catalogue = m as unknown as Record<string, ((details: object) => string) | undefined>;

export const networkName = (network: NetworkName): string => catalogue[`network_name_${network}`]?.({}) ?? network;

/** Where one posts by hand: a network, and what of it. */
export const placeName = (place: string): string => catalogue[`place_${place}`]?.({}) ?? place;

/** Where a channel leads to, in words. */
export const whereOf = (channel: Pick<ChannelView, 'network' | 'onceClass' | 'facts'>): string =>
  isByHand(channel) ? placeName(String(channel.facts['place'])) : networkName(channel.network);
