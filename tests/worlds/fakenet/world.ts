import { createHash } from 'node:crypto';
import type { Chance } from './random.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { FakeNetworkName, TruthLog } from './truth.ts';

/** A person with an account on every network. */
export interface Account {
  /** `awa`: the user name everywhere; `awa.bsky.test` on Bluesky. */
  name: string;
  /** Mastodon token, Bluesky and WordPress password, webhook secret all derive from it. */
  secret: string;
  /** WordPress only; a contributor may not publish. */
  role?: 'administrator' | 'editor' | 'contributor';
}

/** What each fake network is given. */
export interface World {
  now(): number;
  chance: Chance;
  truth: TruthLog;
  accounts: readonly Account[];
}

export interface FakeNetwork {
  name: FakeNetworkName | 'plc';
  handle(exchange: Exchange): Answer | Promise<Answer>;
  /** The key, record id or event id a request carries, for the truth log. */
  keyOf?(exchange: Exchange): string | null;
}

/** Credentials as a person would paste them, derived from the account's secret. */
export const tokenOf = (account: Account): string => `token-${account.secret.replaceAll(' ', '')}`;
export const passwordOf = (account: Account): string => account.secret;
export const handleOf = (account: Account): string => `${account.name}.bsky.test`;
export const didOf = (account: Account): string => `did:plc:${base32(sha256(account.name)).slice(0, 24)}`;
/** Standard Webhooks: `whsec_` and the key in base64. */
export const webhookSecretOf = (account: Account): string => `whsec_${Buffer.from(`hook-${account.secret}`).toString('base64')}`;

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** RFC 4648 base32, lower case, without padding: the letters of DIDs and CIDs. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(five.padEnd(5, '0'), 2)]).join('');
}
