import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

export class MigrationTrouble extends Error {
  readonly code: 'data_newer' | 'migration_changed' | 'postgres_too_old' | 'not_migrated';
  constructor(code: MigrationTrouble['code'], message: string) {
    super(message);
    this.name = 'MigrationTrouble';
    this.code = code;
  }
}

/** Any constant of ours: one migrator at a time. */
const LOCK = 7_262_523;

/**
 * Brings the database to this version, as its owner, forward only, each file in its own transaction.
 * @param appRole the role web and worker run as; it is granted the use of every room's tables and owns none.
 * @throws MigrationTrouble when the data was written by a newer Palabre, or a file that already ran has changed.
 */
export async function migrate(
  owner: pg.ClientConfig,
  folder: string,
  appRole: string,
  say: (line: string) => void = () => {},
): Promise<number> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const version = Number((await client.query<{ server_version_num: string }>('show server_version_num')).rows[0]!.server_version_num);
    if (version < 150_000)
      throw new MigrationTrouble('postgres_too_old', `PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10_000)}.`);
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('create schema if not exists migrations');
    await client.query(
      'create table if not exists migrations.applied (name text primary key, sha256 text not null, at timestamptz not null default now())',
    );
    const applied = new Map(
      (await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations.applied')).rows.map((r) => [
        r.name,
        r.sha256,
      ]),
    );
    const names = await listMigrations(folder);
    refuseNewer([...applied.keys()], names);

    const files = await readMigrations(folder, names);
    // All is compared before anything is applied: a start that is refused has changed nothing.
    const changed = files.find((file) => applied.has(file.name) && applied.get(file.name) !== file.sha256);
    if (changed) throw new MigrationTrouble('migration_changed', `${changed.name} has changed since it was applied.`);
    const waiting = files.filter((file) => !applied.has(file.name));
    for (const file of waiting) {
      say(file.name);
      await apply(client, file);
    }
    await grantRooms(client, appRole);
    return waiting.length;
  } finally {
    await client.end();
  }
}

/** Where only the application's address is known, nothing is migrated: what is missing, or too new, stops the start. */
export async function mustBeMigrated(app: pg.ClientConfig, folder: string): Promise<void> {
  const client = new pg.Client(app);
  await client.connect();
  try {
    const applied = await readApplied(client);
    const names = await listMigrations(folder);
    refuseNewer(applied, names);
    if (names.some((name) => !applied.includes(name))) throw new MigrationTrouble('not_migrated', 'Some migrations were never applied.');
  } finally {
    await client.end();
  }
}

/** Whether tables that hold something are about to be changed by a newer version; a new database has none. */
export async function isUpdateWaiting(owner: pg.ClientConfig, folder: string): Promise<boolean> {
  const applied = await listApplied(owner);
  return applied.length > 0 && (await listMigrations(folder)).some((name) => !applied.includes(name));
}

/** What was done to a database so far, in order; read as its owner. */
export async function listApplied(owner: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    return (await readApplied(client)).sort();
  } finally {
    await client.end();
  }
}

/** No such table, or not ours to read: nobody ever migrated this database. */
async function readApplied(client: pg.Client): Promise<string[]> {
  try {
    return (await client.query<{ name: string }>('select name from migrations.applied')).rows.map((row) => row.name);
  } catch (error) {
    if (error instanceof pg.DatabaseError && ['42P01', '42501', '3F000'].includes(error.code ?? '')) return [];
    throw error;
  }
}

const listMigrations = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();

function refuseNewer(applied: string[], names: string[]): void {
  const unknown = applied.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new MigrationTrouble('data_newer', `The data was written by a newer Palabre (it knows ${unknown.join(', ')}).`);
}

interface Migration {
  name: string;
  text: string;
  sha256: string;
}

const readMigrations = (folder: string, names: string[]): Promise<Migration[]> =>
  Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );

async function apply(client: pg.Client, { name, text, sha256 }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into migrations.applied (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

/** The application's role uses what the owner made, and owns nothing. The job library's schema is granted by plumbing/jobs. */
async function grantRooms(client: pg.Client, appRole: string): Promise<void> {
  const schemas = await client.query<{ nspname: string }>(
    `select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'migrations', 'pgboss')`,
  );
  const role = client.escapeIdentifier(appRole);
  // Read by processes that never migrate, to know whether they may start.
  await client.query(`grant usage on schema migrations to ${role}`);
  await client.query(`grant select on migrations.applied to ${role}`);
  for (const { nspname } of schemas.rows) {
    const schema = client.escapeIdentifier(nspname);
    await client.query(`grant usage on schema ${schema} to ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
    await client.query(`grant usage on all sequences in schema ${schema} to ${role}`);
    await client.query(`grant execute on all functions in schema ${schema} to ${role}`);
  }
}
