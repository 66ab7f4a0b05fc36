import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';

/** Calls a key may make at once, and per second after that. A person's programs stay far below; a loop gone wild does not. */
export const BURST = 2_000;
export const PER_SECOND = 200;
const LOOPBACK = /^(127\.|::1$)/;

/** A bucket per key and process; programs on the machine itself are not limited. */
export function openLimits(now: () => number = performance.now.bind(performance)): (keyId: Id, address: string) => void {
  const buckets = new Map<Id, { left: number; at: number }>();
  return (keyId, address) => {
    if (LOOPBACK.test(address)) return;
    const at = now();
    const bucket = buckets.get(keyId) ?? { left: BURST, at };
    const left = Math.min(BURST, bucket.left + ((at - bucket.at) / 1000) * PER_SECOND) - 1;
    buckets.set(keyId, { left: Math.max(0, left), at });
    if (left < 0) throw new Refusal('too_many_calls', { status: 429 });
  };
}
