import { type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { clusterPlace, makeCluster, openSocketFolder } from './embedded/cluster.ts';
import { APP_ROLE, DATABASE, OWNER_ROLE, readPasswords } from './embedded/identity.ts';
import { endLeftovers } from './embedded/leftovers.ts';
import { chooseRunner, type Runner } from './embedded/ordinary-user.ts';
import { findPrograms } from './embedded/programs.ts';
import { launch } from './embedded/launch.ts';

export { APP_ROLE } from './embedded/identity.ts';

export interface EmbeddedPostgres {
  owner: pg.ClientConfig;
  app: pg.ClientConfig;
  /** Folder of the cluster. */
  cluster: string;
  /** Folder of the socket, the same for as long as this object lives. */
  socket: string;
  /** The postmaster; replaced by `again`. */
  process: ChildProcess;
  /** Starts the postmaster anew after it died, on the same socket, so that pools find it again. */
  again(): Promise<void>;
  /** Fast shutdown: connections are closed, everything committed is on disk. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** False only for tests that care for nothing after a power cut. */
  durable?: boolean;
  /** More than one machine needs: for tests of several on one database. */
  connections?: number;
  runner?: Runner;
}

/** Starts PostgreSQL on a private socket folder, making the cluster first when there is none. */
export async function startEmbeddedPostgres(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const runner = options.runner ?? chooseRunner();
  const programs = await findPrograms(runner);
  const passwords = readPasswords(dataDir);
  const cluster = clusterPlace(dataDir, runner);
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) makeCluster(programs.initdb, runner, cluster, OWNER_ROLE, passwords.owner);
  await endLeftovers(cluster);

  const socket = openSocketFolder(dataDir, runner);
  const start = (): Promise<ChildProcess> => launch(programs.postgres, runner, cluster, socket, options);
  const connection = (user: string, password: string): pg.ClientConfig => ({ host: socket, user, password, database: DATABASE });
  const postgres: EmbeddedPostgres = {
    owner: connection(OWNER_ROLE, passwords.owner),
    app: connection(APP_ROLE, passwords.app),
    cluster,
    socket,
    process: await start(),
    again: async () => {
      await endLeftovers(cluster);
      postgres.process = await start();
    },
    stop: async () => {
      await stopPostmaster(postgres.process);
      rmSync(socket, { recursive: true, force: true });
    },
  };
  try {
    await makeDatabaseAndRole({ ...postgres.owner, database: 'postgres' }, passwords.app);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return postgres;
}

async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await gone;
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
