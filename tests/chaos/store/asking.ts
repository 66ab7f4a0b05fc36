import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '../product/start-product.ts';

/** A client of the API that asks for one post after the other, each to be sent at once, and never minds a refusal. */
export interface Asking {
  /** Texts of the posts answered with a yes; anything else may or may not be there. */
  acknowledged: string[];
  refused: number;
  /** Waits for the next yes to a post asked for from now on. @returns milliseconds it took, `mostMs` at most */
  nextYes(mostMs: number): Promise<number>;
  end(): Promise<void>;
}

/** Between two posts, in milliseconds. */
const PACE_MS = 100;
/** A call without an answer is given up, so that a Palabre that hangs is not waited for. */
const PATIENCE_MS = 20_000;

export function startAsking({ api, street }: Pick<Product, 'api' | 'street'>): Asking {
  let over = false;
  let lastYes = { askedAt: 0, at: 0 };
  const one = async (n: number): Promise<void> => {
    const door = street[n % street.length]!;
    const text = `mot${String(n).padStart(5, '0')}fin`;
    const askedAt = Date.now();
    const post = { client: door.client, channels: [door.channel], texts: [text], at: new Date() };
    try {
      await Promise.race([api.plan(post), sleep(PATIENCE_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('hangs')))]);
      asking.acknowledged.push(text);
      lastYes = { askedAt, at: Date.now() };
    } catch {
      // Its database is down or full: what the storm is for.
      asking.refused += 1;
    }
  };
  const all = (async () => {
    for (let n = 0; !over; n += 1) {
      await one(n);
      await sleep(PACE_MS);
    }
  })();
  const asking: Asking = {
    acknowledged: [],
    refused: 0,
    nextYes: async (mostMs) => {
      const began = Date.now();
      while (lastYes.askedAt < began && Date.now() - began < mostMs) await sleep(50);
      return lastYes.askedAt < began ? mostMs : lastYes.at - began;
    },
    end: async () => {
      over = true;
      await all;
    },
  };
  return asking;
}
