import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { fakeClock } from '../../../src/plumbing/clock/index.ts';
import { APP_ROLE, startEmbeddedPostgres, type EmbeddedPostgres } from '../../../src/plumbing/db/embedded-postgres.ts';
import { openStore } from '../../../src/plumbing/db/index.ts';
import { migrate } from '../../../src/plumbing/db/migrate.ts';
import { migrateJobs } from '../../../src/plumbing/jobs/migrate.ts';
import type { TestDatabase } from '../../worlds/database.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A data folder with everything in it, and its PostgreSQL as it really runs, on a clock moved by hand. */
export interface LivingPalabre {
  config: { root: string; dataDir: string; keyFile: string; s3: null };
  postgres: EmbeddedPostgres;
  database: TestDatabase;
  stop(): Promise<void>;
}

export const makeFolder = (): string => path.join(mkdtempSync(path.join(tmpdir(), 'palabre-restore-')), 'data');
export const clearFolder = (dataDir: string): void => rmSync(path.dirname(dataDir), { recursive: true, force: true });
export const configOf = (dataDir: string): LivingPalabre['config'] => ({
  root: ROOT,
  dataDir,
  keyFile: path.join(dataDir, 'secrets', 'keys'),
  s3: null,
});

/** The first start: tables, a key, a picture. */
export async function found(dataDir: string, clock: ReturnType<typeof fakeClock>): Promise<LivingPalabre> {
  mkdirSync(path.join(dataDir, 'media', 'w', 'ab'), { recursive: true, mode: 0o700 });
  mkdirSync(path.join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(dataDir, 'media', 'w', 'ab', 'abcd'), randomBytes(300_000));
  writeFileSync(path.join(dataDir, 'secrets', 'keys'), `1 ${randomBytes(32).toString('base64')}\n`);
  const palabre = await start(dataDir, clock);
  await migrate(palabre.postgres.owner, path.join(ROOT, 'migrations'), APP_ROLE);
  await migrateJobs(palabre.postgres.owner, APP_ROLE);
  return palabre;
}

/** Every start after it. */
export async function start(dataDir: string, clock: ReturnType<typeof fakeClock>): Promise<LivingPalabre> {
  const postgres = await startEmbeddedPostgres(dataDir, { durable: false });
  const store = openStore({ ...postgres.app }, { clock, max: 4 });
  const behind = new pg.Pool({ ...postgres.owner, max: 2 });
  // The database may stop before a connection that rests has said farewell.
  behind.on('error', () => undefined);
  const stop = async (): Promise<void> => {
    await store.close();
    await behind.end();
    await postgres.stop();
  };
  const database: TestDatabase = {
    ...{ store, clock, app: postgres.app, owner: postgres.owner, close: stop },
    peek: async (text, values) => (await behind.query(text, values)).rows as never,
  };
  return { config: configOf(dataDir), postgres, database, stop };
}

/** One hash per table of ours, its rows in order of their text. */
export async function hashTables(database: TestDatabase): Promise<Map<string, string>> {
  const tables = await database.peek<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`);
  const hashes = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await database.peek<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash from ${name} t`,
    );
    hashes.set(name, rows[0]!.hash);
  }
  return hashes;
}
