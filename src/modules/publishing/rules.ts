import type { OnceClass, RefusalCode, Verdict } from '#networks/contract';
import { PASSING_REFUSALS } from '#networks/contract';
import type { Event, Facts } from './transitions.ts';

/** The pure judgements of the core: what an answer is worth, and what to do next about a publication in doubt. */

/** Refusals known to lie: said although the post went out. */
const LYING: ReadonlySet<RefusalCode> = new Set(['rate_limited', 'account_blocked', 'no_permission']);

/**
 * A refusal is certain when no byte was written, or when the network documents it. A 429 is believed only where a repeat cannot double
 * (K, R), and on N when the network's own table says so (a webhook's 429), since there is nothing to look at. "Action blocked" and "not
 * allowed" would make a failure, which nothing repairs: they are believed after two absences.
 */
export function isCertain(code: RefusalCode, bytesWritten: boolean, onceClass: OnceClass): boolean {
  if (!bytesWritten) return true;
  if (!LYING.has(code)) return true;
  return code === 'rate_limited' && (onceClass === 'K' || onceClass === 'R' || onceClass === 'N');
}

/** A 2xx that names nothing shows nothing: it is neither a verdict nor a sign that something exists. */
export const named = (verdict: Verdict): Verdict =>
  verdict.kind === 'published' && verdict.remoteId === '' ? { kind: 'unclear', code: 'no_id', evidence: verdict.evidence } : verdict;

/**
 * The event a named answer leads to. Anything that is neither an id nor a certain refusal is unclear.
 * @param doubts requests that may have had an effect, this one included: a refusal of a repeat says nothing of the request before it, so
 * it never makes a failure.
 */
export function eventOf(
  verdict: Verdict,
  onceClass: OnceClass,
  doubts: number,
): Extract<Event, 'accept' | 'refuse_passing' | 'refuse_final' | 'unclear'> {
  if (verdict.kind === 'published') return 'accept';
  if (verdict.kind === 'unclear') return 'unclear';
  if (!isCertain(verdict.code, verdict.evidence.bytesWritten, onceClass)) return 'unclear';
  if (PASSING_REFUSALS.has(verdict.code)) return 'refuse_passing';
  return doubts > 1 ? 'unclear' : 'refuse_final';
}

/** Whether the refusal also disproves its own request: a 429 believed on K and R only because a repeat cannot double does not. */
export const disproves = (code: RefusalCode, bytesWritten: boolean, onceClass: OnceClass): boolean =>
  !bytesWritten || !LYING.has(code) || onceClass === 'N';

/** What the resolver knows besides the guards' facts. */
export interface Doubt extends Facts {
  /** Readings have failed for more than 15 minutes in a row. */
  readsFailing: boolean;
  /** Readings contradict one another or name what belongs to another publication. */
  conflicting: boolean;
  /** The next reading is not due yet. */
  lookNotDue: boolean;
}

export type Move =
  | { do: 'confirm_refusal' }
  | { do: 'look' }
  | { do: 'wait' }
  | { do: 'repeat_key' }
  | { do: 'repeat_id' }
  | { do: 'absent' }
  | { do: 'ask'; reason: AskReason };
export type AskReason = 'no_lookup' | 'reads_failing' | 'conflicting' | 'budget_used' | 'too_late';

/** One row of the table of docs/publishing.md per line, from what is known to what is done. */
export function nextMove(doubt: Doubt): Move {
  if (doubt.onceClass === 'N' || doubt.onceClass === 'H') return { do: 'ask', reason: 'no_lookup' };
  if (doubt.conflicting) return { do: 'ask', reason: 'conflicting' };
  if (doubt.readsFailing) return { do: 'ask', reason: 'reads_failing' };
  if (doubt.absentTwice && doubt.refusedLast && !doubt.cancelWished && !doubt.lookOwed) return { do: 'confirm_refusal' };
  if (doubt.absentTwice && doubt.tooLate) return { do: 'ask', reason: 'too_late' };
  const maySend = doubt.reconciled && !doubt.tooLate && !doubt.cancelWished && !doubt.lookOwed;
  if (doubt.onceClass === 'K' && doubt.keyAlive && doubt.requestSettled && maySend) return { do: 'repeat_key' };
  if (doubt.onceClass === 'R' && doubt.seenAbsent && maySend) return { do: 'repeat_id' };
  if (doubt.absentTwice) return doubt.budgetLeft ? { do: 'absent' } : { do: 'ask', reason: 'budget_used' };
  return doubt.lookNotDue ? { do: 'wait' } : { do: 'look' };
}

/**
 * K counts as L once its key has ended, once a repeat was answered by 409 or 5xx, and, like R, when a look is owed or a cancellation
 * wished: then nothing is repeated, absence is proven.
 */
export function effectiveClass(
  onceClass: OnceClass,
  now: { keyAlive: boolean; looksOnly: boolean; lookOwed: boolean; cancelWished: boolean },
): OnceClass {
  if (onceClass === 'N' || onceClass === 'L' || onceClass === 'H') return onceClass;
  if (now.lookOwed || now.cancelWished || now.looksOnly) return 'L';
  return onceClass === 'K' && !now.keyAlive ? 'L' : onceClass;
}

/** Backoff with full jitter: from `base`, doubled each time, at most `cap` milliseconds. @param random in [0, 1). */
export const backoff = (tries: number, base: number, cap: number, random: number): number =>
  Math.round(Math.min(cap, base * 2 ** Math.min(tries, 20)) * (0.5 + random / 2));
