import { Refusal } from '#words/refusal.ts';

type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** One after the other in this process, and so many may wait: memory stays bounded whatever is thrown at the house. */
export function openTurns(waiting: number): Turns {
  let running = false;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running) {
      if (queue.length >= waiting) throw new Refusal('media_busy', { status: 503 });
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    running = true;
    try {
      return await work();
    } finally {
      // The turn is handed over, never given back and taken again: nobody slips in between.
      const next = queue.shift();
      if (next) next();
      else running = false;
    }
  };
}

/** Half a second each, most of the time. @throws Refusal `media_busy` */
export const decoding = openTurns(20);
/** Minutes each: pictures must not wait behind them. @throws Refusal `media_busy` */
export const transcoding = openTurns(4);
