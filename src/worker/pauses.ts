/** Milliseconds before the next sender is started when they die again and again without having worked; the first times, none. */
const PAUSES = [0, 0, 0, 250, 1_000, 5_000];
/** One that was at work for so long did get up: whatever killed it, its successor is not made to wait. */
const WORKED_MS = 500;

export interface Pauses {
  /** @param workedMs how long the one that died was at work. @returns milliseconds before the next is started */
  after(workedMs: number): number;
}

/** Senders that do not get up are started ever more slowly, so that they do not eat the machine; one killed at its work is replaced at once. */
export function openPauses(): Pauses {
  let deaths = 0;
  return {
    after: (workedMs) => {
      if (workedMs >= WORKED_MS) deaths = 0;
      return PAUSES[Math.min(deaths++, PAUSES.length - 1)]!;
    },
  };
}
