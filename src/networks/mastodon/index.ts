import type { Network, Outside } from '../contract.ts';
import { authorization } from './authorize.ts';
import { connect } from './connect.ts';
import { isLive } from './is-live.ts';
import { hasKeyLock } from './limits.ts';
import { look } from './look.ts';
import { prepare } from './prepare.ts';
import { publish } from './publish.ts';
import { whoAmI } from './who-am-i.ts';

const TIMEOUT_MS = 20_000;

/** The Mastodon client API, on any server that speaks it: K where the key holds, L everywhere else. */
export function mastodon(outside: Outside): Network {
  return {
    name: 'mastodon',
    connection: {
      fields: [
        { name: 'address', kind: 'address' },
        { name: 'token', kind: 'secret', optional: true },
      ],
      connect: (form, signal) => connect(outside, form, signal),
      authorization: authorization(outside),
    },
    onceClass: (line) => (hasKeyLock(line.facts) ? 'K' : 'L'),
    timeoutMs: TIMEOUT_MS,
    quietMs: 120_000,
    // The server keeps keys for an hour (docs.joinmastodon.org); ten minutes are left for clocks.
    keyLifeMs: 50 * 60_000,
    needsPreparation: (_line, payload) => payload.media.length > 0,
    whoAmI: (call) => whoAmI(outside, call),
    prepare: (call, order, readMedia) => prepare(outside, call, order, readMedia),
    publish: (call, order) => publish(outside, call, order, TIMEOUT_MS),
    look: (call, order) => look(outside, call, order),
    isLive: (call, remoteId) => isLive(outside, call, remoteId),
  };
}
