import type { Evidence, Network, Outside } from '../contract.ts';
import { connect, identityOf } from './connect.ts';
import { publish, type MediaAddresses } from './publish.ts';

const TIMEOUT_MS = 15_000;

/** A signed webhook (Standard Webhooks): nothing can be looked up, so what is unclear goes to a person (N). */
export function webhook(outside: Outside & MediaAddresses): Network {
  return {
    name: 'webhook',
    connection: {
      fields: [
        { name: 'address', kind: 'address' },
        { name: 'secret', kind: 'secret' },
      ],
      connect: (form, signal) => connect(outside, form, signal),
      authorization: null,
    },
    onceClass: () => 'N',
    timeoutMs: TIMEOUT_MS,
    quietMs: 60_000,
    keyLifeMs: 0,
    needsPreparation: () => false,
    whoAmI: async ({ line }) => ({ kind: 'known', identity: identityOf(line.address) }),
    prepare: async () => ({ kind: 'ready', prepared: {}, evidence: nothingSeen('nothing_to_do') }),
    publish: (call, order) => publish(outside, call, order, TIMEOUT_MS),
    look: async () => ({ kind: 'unreadable', code: 'no_lookup', evidence: nothingSeen('no_lookup') }),
    isLive: async () => 'unknown',
  };
}

const nothingSeen = (code: string): Evidence => ({ endpoint: '', status: null, code, excerpt: '', bytesWritten: false });
