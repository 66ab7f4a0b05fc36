import type { Network } from '../contract.ts';
import { connect } from './connect.ts';
import { mentionedHandles } from './facets.ts';
import { isLive, look } from './look.ts';
import { prepare } from './prepare.ts';
import { publish } from './publish.ts';
import type { Directories } from './resolve.ts';
import { whoAmI } from './who-am-i.ts';

export type { Directories } from './resolve.ts';

const TIMEOUT_MS = 20_000;

/** Bluesky and every other atproto PDS: the record id is ours (R). */
export function bluesky(outside: Directories): Network {
  return {
    name: 'bluesky',
    connection: {
      fields: [
        { name: 'handle', kind: 'text' },
        { name: 'password', kind: 'secret' },
        { name: 'address', kind: 'address', optional: true },
      ],
      connect: (form, signal) => connect(outside, form, signal),
      authorization: null,
    },
    onceClass: () => 'R',
    timeoutMs: TIMEOUT_MS,
    // Reading by id is immediate on the account's own server; the rest is the call's own time and a margin.
    quietMs: 30_000,
    keyLifeMs: Infinity,
    needsPreparation: (_line, payload) =>
      payload.media.length > 0 || Boolean(payload.card?.thumb) || mentionedHandles(payload.text).length > 0,
    whoAmI: (call) => whoAmI(outside, call),
    prepare: (call, order, readMedia) => prepare(outside, call, order, readMedia),
    publish: (call, order) => publish(outside, call, order, TIMEOUT_MS),
    look: (call, order) => look(outside, call, order),
    isLive: (call, remoteId) => isLive(outside, call, remoteId),
  };
}
