import type { Evidence, Network, Networks, Order, Verdict } from '#networks/contract';
import { POSTS } from './content.ts';

/**
 * The sample workspace sends nothing outside: its accounts answer like the real networks would, and nobody hears them. The rules, the
 * counters and the class of each network stay the real ones; the own site stays real too, since it is Palabre itself.
 */
export function networksToNowhere(real: Networks): Networks {
  return new Map([...real].map(([name, network]) => [name, name === 'site' ? network : toNowhere(network)]));
}

function toNowhere(real: Network): Network {
  return {
    name: real.name,
    // Nobody can be connected from here.
    connection: null,
    onceClass: (line) => real.onceClass(line),
    timeoutMs: real.timeoutMs,
    quietMs: real.quietMs,
    keyLifeMs: real.keyLifeMs,
    needsPreparation: () => false,
    whoAmI: async ({ line }) => ({
      kind: 'known',
      identity: { networkUserId: line.networkUserId ?? '', handle: '', displayName: '', profileUrl: null, facts: { ...line.facts } },
    }),
    prepare: async () => ({ kind: 'ready', prepared: {}, evidence: seen('prepare', 200, 'ok') }),
    publish: async (_call, order) => answerTo(order),
    look: async () => ({ kind: 'unreadable', code: 'no_lookup', evidence: seen('look', null, 'no_lookup') }),
    isLive: async () => 'live',
  };
}

function answerTo(order: Order): Verdict {
  const sample = POSTS.find((post) => post.text === order.payload.text);
  if (sample?.answers === 'lost') return { kind: 'unclear', code: 'answer_lost', evidence: seen('publish', null, 'answer_lost') };
  if (sample?.answers === 'refuses') return { kind: 'refused', code: 'no_permission', evidence: seen('publish', 403, 'no_permission') };
  return { kind: 'published', remoteId: order.opId, remoteUrl: null, evidence: seen('publish', 200, 'sample') };
}

const seen = (endpoint: string, status: number | null, code: string): Evidence => ({
  endpoint,
  status,
  code,
  excerpt: '',
  bytesWritten: true,
});
