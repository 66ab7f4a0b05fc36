import { openHttp, openOperatorService } from '../../src/plumbing/http/index.ts';
import { bluesky } from '../../src/networks/bluesky/index.ts';
import { mastodon } from '../../src/networks/mastodon/index.ts';
import { webhook } from '../../src/networks/webhook/index.ts';
import { wordpress } from '../../src/networks/wordpress/index.ts';
import { sessionInMemory, type Connected, type Line, type Network, type NotConnected, type Order } from '../../src/networks/contract.ts';
import { newId } from '../../src/words/ids.ts';
import type { Fakenet } from './fakenet/index.ts';

export const signal = (): AbortSignal => AbortSignal.timeout(30_000);

/** The real network modules, speaking through the real guarded way out to a fakenet. */
export function networksOn(
  net: Fakenet,
  now: () => Date = () => new Date(),
): Record<'mastodon' | 'bluesky' | 'wordpress' | 'webhook', Network> {
  const http = openHttp({ allowHosts: net.hosts, ownPorts: [], closed: [] });
  const outside = { http, now };
  const directory = net.addresses.plc ? openOperatorService(net.addresses.plc) : { get: async () => null };
  return {
    mastodon: mastodon(outside),
    bluesky: bluesky({ ...outside, directory, readTxt: async () => [] }),
    wordpress: wordpress(outside),
    webhook: webhook({ ...outside, mediaAddress: (_, mediaId) => `https://palabre.example/media/${mediaId}/full?pass=x` }),
  };
}

/** A connection that must succeed, as the line a channel would open. */
export function lineOf(answer: Connected | NotConnected): Line {
  if (answer.kind !== 'connected') throw new Error(`not connected: ${answer.code}`);
  const { address, identity, secret, session } = answer;
  return {
    channelId: newId(),
    workspaceId: newId(),
    address,
    networkUserId: identity.networkUserId,
    secret,
    facts: identity.facts,
    session: sessionInMemory(session),
  };
}

export const orderOf = (text: string, more: Partial<Order> = {}): Order => ({
  opId: newId(),
  payload: { text, title: '', language: 'fr', media: [], ...more.payload },
  createdAt: new Date(),
  prepared: {},
  root: null,
  parent: null,
  firstIntentAt: new Date(),
  ...more,
});
