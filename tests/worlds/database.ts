import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { fakeClock } from '../../src/plumbing/clock/index.ts';
import { openStore, type Ctx, type Store } from '../../src/plumbing/db/index.ts';
import { newId, type Id } from '../../src/words/ids.ts';
import type { Actor } from '../../src/words/actor.ts';
import { TEMPLATE } from './postgres.ts';

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

/** A fresh copy of the migrated database, a store on it, a clock to move by hand. */
export async function openTestDatabase(start = new Date('2026-12-01T08:00:00Z')): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const ownerOf = { ...inject('owner') };
  await once({ ...ownerOf, database: 'postgres' }, `create database ${name} template ${TEMPLATE}`);
  const owner = { ...ownerOf, database: name };
  const app = { ...inject('app'), database: name };
  const clock = fakeClock(start);
  const store = openStore({ ...app }, { clock, max: 6 });
  const behind = new pg.Pool({ ...owner, max: 2 });
  return {
    store,
    clock,
    app,
    owner,
    peek: async (text, values) => (await behind.query(text, values)).rows as never,
    close: async () => {
      await store.close();
      await behind.end();
      await once({ ...ownerOf, database: 'postgres' }, `drop database ${name} with (force)`);
    },
  };
}

async function once(config: pg.ClientConfig, text: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

export const awa: Actor = { kind: 'person', userId: newId(), name: 'Awa', role: 'owner', clients: 'all' };
export const worker: Actor = { kind: 'system', name: 'worker' };

/** `await as(database, awa, workspaceId)((ctx) => verb(ctx, …))` */
export const as =
  (database: Pick<TestDatabase, 'store'>, actor: Actor, workspaceId: Id) =>
  <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    database.store.inWorkspace(workspaceId, actor, work);
