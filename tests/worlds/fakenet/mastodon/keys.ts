import type { Answer } from '../exchange.ts';
import type { World } from '../world.ts';

/** Mastodon keeps a key one hour. */
const KEY_LIFE_MS = 3_600_000;

type Work = () => Promise<Answer>;

/**
 * Idempotency-Key as Mastodon does it: the first success is answered again for an hour, whatever the body says;
 * simultaneous requests wait for each other (the lock of newer versions); a refusal is not kept.
 */
export function replayer(world: Pick<World, 'now'>): (key: string, work: Work) => Promise<Answer> {
  const kept = new Map<string, { answer: Answer; until: number }>();
  const running = new Map<string, Promise<Answer>>();
  return async (key, work) => {
    while (running.has(key)) await running.get(key);
    const before = kept.get(key);
    if (before && before.until > world.now()) return before.answer;
    const run = work();
    running.set(key, run);
    try {
      const answer = await run;
      if (answer.status === 200) kept.set(key, { answer, until: world.now() + KEY_LIFE_MS });
      return answer;
    } finally {
      running.delete(key);
    }
  };
}
