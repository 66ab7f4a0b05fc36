import type { Network } from '#networks/contract';

/** Every delay of the core, in milliseconds. One place, so that a test can shorten them all by the same factor. */
export interface Timings {
  /** How long a claim holds without news; never shorter than a request and its margin. */
  leaseMs: number;
  /** A request is aborted this long before its lease ends. */
  leaseMarginMs: number;
  /** An intent older than this is not sent: its sender was asleep, another may have taken over. */
  intentFreshMs: number;
  /** Beyond the client timeout, before a request counts as over (K repeats). */
  settleMs: number;
  /** Between the two absences. */
  absenceSpacingMs: number;
  /** Readings that fail for longer than this go to a person. */
  readsFailingMs: number;
  /** A network's account is asked for at most this often. */
  identityMs: number;
  /** Media are prepared this long before. */
  prepareAheadMs: number;
  /** Between two posts of a channel when the later one is overdue. */
  spacingMs: number;
  /**
   * Overdue by more than this means an outage: spacing applies. A sender that died and came back, or a network that failed for some
   * minutes, is none: what people planned close together then leaves as they planned it.
   */
  overdueMs: number;
  /** When what was published is looked at again. */
  verifyAfterMs: readonly number[];
  retryBaseMs: number;
  retryCapMs: number;
  /** Multiplies the networks' own delays (timeout, quiet period, key life); 1 outside tests. */
  networkFactor: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const TIMINGS: Timings = {
  leaseMs: 30 * SECOND,
  leaseMarginMs: 5 * SECOND,
  intentFreshMs: 2 * SECOND,
  settleMs: 30 * SECOND,
  absenceSpacingMs: 10 * SECOND,
  readsFailingMs: 15 * MINUTE,
  identityMs: MINUTE,
  prepareAheadMs: 30 * MINUTE,
  spacingMs: 30 * SECOND,
  overdueMs: 10 * MINUTE,
  verifyAfterMs: [2 * MINUTE, 24 * 60 * MINUTE],
  retryBaseMs: 5 * SECOND,
  retryCapMs: 5 * MINUTE,
  networkFactor: 1,
};

/** Unclear new attempts before a person is asked. */
export const UNCLEAR_BUDGET = 8;

/** The delays that hold for one publication on one network. */
export interface Patience {
  timeoutMs: number;
  quietMs: number;
  keyLifeMs: number;
  settleMs: number;
}

/** @param raised the channel's own quiet period, when measurements raised it. */
export function patienceFor(
  network: Pick<Network, 'timeoutMs' | 'quietMs' | 'keyLifeMs'>,
  timings: Timings,
  raised: number | null,
): Patience {
  return {
    timeoutMs: network.timeoutMs * timings.networkFactor,
    quietMs: Math.max(network.quietMs * timings.networkFactor, raised ?? 0),
    keyLifeMs: network.keyLifeMs * timings.networkFactor,
    settleMs: timings.settleMs,
  };
}
