import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../../../src/plumbing/clock/index.ts';
import { openStore, type Store } from '../../../src/plumbing/db/index.ts';

/**
 * The real store on the real database, over one connection: its queries follow one another in the order they were asked, which is what makes
 * a simulation repeatable; and it can be seen when none is at work.
 */
export function openSingleStore(connection: pg.ClientConfig, clock: Clock): { store: Store; settled(): Promise<void> } {
  let last: Promise<unknown> = Promise.resolve();
  let inFlight = 0;
  const names = new Map<string, string>();
  const nameOf = (text: string): string => names.get(text) ?? names.set(text, `s${names.size}`).get(text)!;
  class Watched extends pg.Client {
    // Planned once by the database, since the same few statements are asked thousands of times.
    override query = ((text: unknown, values?: unknown[]) => {
      const asked = typeof text === 'string' && values && values.length > 0 ? { name: nameOf(text), text, values } : text;
      const answer = (super.query as (asked: unknown, values?: unknown) => unknown)(asked, asked === text ? values : undefined);
      if (!(answer instanceof Promise)) return answer;
      inFlight += 1;
      last = answer.then(
        () => (inFlight -= 1),
        () => (inFlight -= 1),
      );
      return answer;
    }) as pg.Client['query'];
  }
  const store = openStore({ ...connection, max: 1, idleTimeoutMillis: 0, Client: Watched } as pg.PoolConfig, { clock });
  return {
    store,
    settled: async () => {
      while (inFlight > 0) {
        await last;
        await turn();
      }
    },
  };
}
