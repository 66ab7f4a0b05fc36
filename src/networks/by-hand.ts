import type { Evidence, Network } from './contract.ts';

/**
 * The telephone of class H: nobody picks it up. A person posts by hand, so the table never lets anything be sent there; were it asked
 * all the same, nothing would leave.
 */
export const BY_HAND: Network = {
  name: 'site',
  connection: null,
  onceClass: () => 'H',
  timeoutMs: 0,
  quietMs: 0,
  keyLifeMs: Infinity,
  needsPreparation: () => false,
  whoAmI: async () => ({ kind: 'unreadable', code: 'by_hand', excerpt: '' }),
  prepare: async () => ({ kind: 'refused', code: 'not_sent', evidence: nothing() }),
  publish: async () => ({ kind: 'refused', code: 'not_sent', evidence: nothing() }),
  look: async () => ({ kind: 'unreadable', code: 'no_lookup', evidence: nothing() }),
  isLive: async () => 'unknown',
};

const nothing = (): Evidence => ({ endpoint: '', status: null, code: 'by_hand', excerpt: '', bytesWritten: false });
