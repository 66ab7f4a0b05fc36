import type { Finding, Network, NetworkName, OnceClass, Order, Verdict } from '#networks/contract';

/** What one request does to the world and what comes back. `lateMs`: applied after that long, when it is applied. */
export interface Fault {
  applied: boolean;
  lateMs?: number;
  answer: 'published' | 'lost' | '5xx' | 'no_id' | 'rate_limited' | 'blocked' | 'invalid' | 'not_sent' | '409' | 'media_gone';
}
export const FINE: Fault = { applied: true, answer: 'published' };

/** One effect on the network: what readers see. */
export interface Effect {
  opId: string;
  remoteId: string;
  text: string;
  at: number;
  parent: string | null;
}

export interface TruthNetwork extends Network {
  effects: Effect[];
  /** Every request that arrived, in order. */
  requests: { opId: string; at: number; text: string }[];
  /** Effects of one publication's text: what the world saw. */
  effectsOf(text: string): Effect[];
  /** How many readings in a row fail. */
  failReads: number;
  faults: (order: Order, n: number) => Fault;
  listLagMs: number;
  /** Milliseconds after which what was prepared has ended; Infinity: never. */
  preparedLastsMs: number;
  /** Every preparation asked for, with what it could begin from. */
  preparations: { opId: string; at: number; from: Readonly<Record<string, unknown>> }[];
}

const evidence = (code: string, status: number | null, bytesWritten = true) => ({
  endpoint: 'test',
  status,
  code,
  excerpt: '',
  bytesWritten,
});

/** A network of one class, in memory, with a truth log; it lies, loses and delays as told. */
export function truthNetwork(
  name: NetworkName,
  onceClass: OnceClass,
  now: () => number,
  options: { quietMs?: number; keyLifeMs?: number } = {},
): TruthNetwork {
  const pending: { at: number; apply: () => void }[] = [];
  let serial = 0;
  const settle = (): void => {
    for (const later of pending.filter((p) => p.at <= now())) {
      pending.splice(pending.indexOf(later), 1);
      later.apply();
    }
  };
  const network: TruthNetwork = {
    name,
    connection: null,
    onceClass: () => onceClass,
    timeoutMs: 15_000,
    quietMs: options.quietMs ?? 90_000,
    keyLifeMs: options.keyLifeMs ?? (onceClass === 'K' ? 50 * 60_000 : Infinity),
    effects: [],
    requests: [],
    effectsOf: (text) => (settle(), network.effects.filter((effect) => effect.text === text)),
    failReads: 0,
    faults: () => FINE,
    listLagMs: 0,
    preparedLastsMs: Infinity,
    preparations: [],
    needsPreparation: () => onceClass === 'C' || network.preparedLastsMs < Infinity,
    whoAmI: async () => ({
      kind: 'known',
      identity: { networkUserId: 'me', handle: '@me', displayName: 'Me', profileUrl: null, facts: {} },
    }),
    prepare: async (_call, order) => {
      network.preparations.push({ opId: order.opId, at: now(), from: order.prepared });
      const expiresAt = network.preparedLastsMs < Infinity ? { expiresAt: new Date(now() + network.preparedLastsMs) } : {};
      return { kind: 'ready', prepared: { draft: `draft-${order.opId}` }, ...expiresAt, evidence: evidence('draft', 201) };
    },
    publish: async (_call, order) => {
      settle();
      const fault = network.faults(order, network.requests.length);
      if (fault.answer !== 'not_sent') network.requests.push({ opId: order.opId, at: now(), text: order.payload.text });
      if (fault.applied && fault.lateMs) pending.push({ at: now() + fault.lateMs, apply: () => void effect(order) });
      const made = fault.applied && !fault.lateMs ? effect(order) : null;
      return answerOf(fault, made);
    },
    look: async (_call, order): Promise<Finding> => {
      settle();
      if (onceClass === 'N') return { kind: 'unreadable', code: 'no_lookup', evidence: evidence('no_lookup', null, false) };
      if (network.failReads > 0) {
        network.failReads -= 1;
        return { kind: 'unreadable', code: 'http_503', evidence: evidence('http_503', 503) };
      }
      const found = network.effects.find((e) => isOurs(e, order) && e.at + network.listLagMs <= now());
      if (!found) return { kind: 'absent', evidence: evidence('absent', 200) };
      return {
        kind: 'found',
        remoteId: found.remoteId,
        remoteUrl: `https://network.test/${found.remoteId}`,
        evidence: evidence('found', 200),
      };
    },
    isLive: async (_call, remoteId) => (network.effects.some((e) => e.remoteId === remoteId) ? 'live' : 'gone'),
  };

  /** L matches words, like a real list does; the others by our own id. */
  const isOurs = (candidate: Effect, order: Order): boolean =>
    !order.taken?.includes(candidate.remoteId) &&
    (onceClass === 'L' ? candidate.text === order.payload.text : candidate.opId === order.opId);

  function effect(order: Order): Effect {
    const same = network.effects.find((e) => e.opId === order.opId);
    const replayed = onceClass === 'R' || onceClass === 'C' || (onceClass === 'K' && same && now() - same.at < 3_600_000);
    if (same && replayed) return same;
    const made = {
      opId: order.opId,
      remoteId: `r${(serial += 1)}`,
      text: order.payload.text,
      at: now(),
      parent: order.parent?.remoteId ?? null,
    };
    network.effects.push(made);
    return made;
  }

  function answerOf(fault: Fault, made: Effect | null): Verdict {
    switch (fault.answer) {
      case 'published':
        return made
          ? { kind: 'published', remoteId: made.remoteId, remoteUrl: null, evidence: evidence('created', 200) }
          : { kind: 'unclear', code: 'timeout', evidence: evidence('timeout', null) };
      case 'lost':
        return { kind: 'unclear', code: 'timeout', evidence: evidence('timeout', null) };
      case 'no_id':
        return { kind: 'published', remoteId: '', remoteUrl: null, evidence: evidence('no_id', 200) };
      case '5xx':
        return { kind: 'unclear', code: 'http_500', evidence: evidence('http_500', 500) };
      case '409':
        return { kind: 'unclear', code: 'http_409', evidence: evidence('http_409', 409) };
      case 'rate_limited':
        return { kind: 'refused', code: 'rate_limited', retryAt: new Date(now() + 20_000), evidence: evidence('rate_limited', 429) };
      case 'blocked':
        return { kind: 'refused', code: 'account_blocked', evidence: evidence('account_blocked', 403) };
      case 'invalid':
        return { kind: 'refused', code: 'text_too_long', evidence: evidence('text_too_long', 422) };
      case 'media_gone':
        return { kind: 'refused', code: 'media_gone', evidence: evidence('BlobNotFound', 400) };
      case 'not_sent':
        return { kind: 'refused', code: 'not_sent', evidence: evidence('ECONNREFUSED', null, false) };
    }
  }
  return network;
}
