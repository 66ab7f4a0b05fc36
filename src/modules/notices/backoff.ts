const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses between tries: two days and more, so that a receiver down for a day misses nothing. In milliseconds. */
const PAUSES = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR];
const LAST_PAUSE = 24 * HOUR;
const MOST_TRIES = 14;

/** When to try after the n-th failure; null when it is given up. A tenth of the pause is chance, so that not all come back at once. */
export function nextTry(tries: number, now: Date, random: () => number): Date | null {
  if (tries >= MOST_TRIES) return null;
  const pause = PAUSES[tries - 1] ?? LAST_PAUSE;
  return new Date(now.getTime() + Math.round(pause * (1 + random() / 10)));
}

/** Milliseconds of nothing but failures after which an endpoint is switched off. */
export const SWITCH_OFF_AFTER = 3 * 24 * HOUR;
