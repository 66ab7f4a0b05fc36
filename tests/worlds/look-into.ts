import pg from 'pg';
import { fakeClock } from '../../src/plumbing/clock/index.ts';
import { openStore, type Store } from '../../src/plumbing/db/index.ts';

export interface TestDatabase {
  /** As the application: row-level security holds. */
  store: Store;
  clock: ReturnType<typeof fakeClock>;
  app: pg.ClientConfig;
  owner: pg.ClientConfig;
  /** As the owner, for looking behind the scenes. Row-level security is still forced, except for superusers as here. */
  peek<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/** As DATABASE_URL says it: over the private socket of the embedded PostgreSQL. */
export const addressOf = ({ user, password, host, database }: pg.ClientConfig): string =>
  `postgres://${user}:${encodeURIComponent(String(password))}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`;

/** A migrated database as a test sees it: in front as the application, behind as the owner. */
export function lookInto(owner: pg.ClientConfig, app: pg.ClientConfig, start: Date): TestDatabase {
  const clock = fakeClock(start);
  const store = openStore({ ...app }, { clock, max: 6 });
  const behind = new pg.Pool({ ...owner, max: 2 });
  // The database may stop before a connection that rests has said farewell.
  behind.on('error', () => undefined);
  return {
    store,
    clock,
    app,
    owner,
    peek: async (text, values) => (await behind.query(text, values)).rows as never,
    close: async () => {
      await store.close();
      await behind.end();
    },
  };
}
