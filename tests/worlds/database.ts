import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Ctx } from '../../src/plumbing/db/index.ts';
import { newId, type Id } from '../../src/words/ids.ts';
import type { Actor } from '../../src/words/actor.ts';
import { TEMPLATE } from './global-setup.ts';
import { lookInto, type TestDatabase } from './look-into.ts';

export type { TestDatabase } from './look-into.ts';

/** A fresh copy of the migrated database, a store on it, a clock to move by hand. */
export async function openTestDatabase(start = new Date('2026-12-01T08:00:00Z')): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const ownerOf = { ...inject('owner') };
  await once({ ...ownerOf, database: 'postgres' }, `create database ${name} template ${TEMPLATE}`);
  const database = lookInto({ ...ownerOf, database: name }, { ...inject('app'), database: name }, start);
  return {
    ...database,
    close: async () => {
      await database.close();
      await left({ ...ownerOf, database: 'postgres' }, name);
      await once({ ...ownerOf, database: 'postgres' }, `drop database ${name} with (force)`);
    },
  };
}

/** A connection that is being closed and is cut meanwhile is an error nobody hears: they are given a moment to be gone. */
async function left(config: pg.ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  for (let turn = 0; turn < 40; turn += 1) {
    const { rowCount } = await client.query('select 1 from pg_stat_activity where datname = $1 limit 1', [name]);
    if (rowCount === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await client.end();
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
