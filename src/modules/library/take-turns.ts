import { Refusal } from '#words/refusal.ts';

/** Decoders at once in this process, and files that may wait for one: memory stays bounded whatever is thrown at the house. */
const AT_ONCE = 1;
const WAITING = 20;

let running = 0;
const queue: (() => void)[] = [];

/** @throws Refusal `media_busy` when too many files wait already. */
export async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (queue.length >= WAITING) throw new Refusal('media_busy', { status: 503 });
    await new Promise<void>((resolve) => queue.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    // The turn is handed over, never given back and taken again: nobody slips in between.
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
}
