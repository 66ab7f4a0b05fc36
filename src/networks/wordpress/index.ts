import type { Network, Outside } from '../contract.ts';
import { connect } from './connect.ts';
import { isLive, look } from './look.ts';
import { prepare } from './prepare.ts';
import { publish } from './publish.ts';
import { whoAmI } from './who-am-i.ts';

const TIMEOUT_MS = 30_000;

/** WordPress by its own REST API: an invisible draft under our slug, then one call that publishes it (C). */
export function wordpress(outside: Outside): Network {
  return {
    name: 'wordpress',
    connection: {
      fields: [
        { name: 'address', kind: 'address' },
        { name: 'user', kind: 'text' },
        { name: 'password', kind: 'secret' },
      ],
      connect: (form, signal) => connect(outside, form, signal),
      authorization: null,
    },
    onceClass: () => 'C',
    timeoutMs: TIMEOUT_MS,
    quietMs: 120_000,
    keyLifeMs: 0,
    needsPreparation: () => true,
    whoAmI: (call) => whoAmI(outside, call),
    prepare: (call, order, readMedia) => prepare(outside, call, order, readMedia),
    publish: (call, order) => publish(outside, call, order, TIMEOUT_MS),
    look: (call, order) => look(outside, call, order),
    isLive: (call, remoteId) => isLive(outside, call, remoteId),
  };
}
