import pg from 'pg';
import type { Config } from '../config/index.ts';
import { APP_ROLE, DATABASE, OWNER_ROLE, readPasswords } from './embedded/identity.ts';
import { readRunFile } from './run-file.ts';

/** The embedded PostgreSQL of this data folder is not running. */
export class NotRunning extends Error {
  constructor(dataDir: string) {
    super(`no Palabre runs on ${dataDir}`);
    this.name = 'NotRunning';
  }
}

/** As the application's role: what web and worker hold. @throws NotRunning */
export function appConnection(config: Config): pg.ClientConfig {
  if (config.database.kind === 'external') return { connectionString: config.database.appUrl };
  return { ...embedded(config), user: APP_ROLE, password: readPasswords(config.dataDir).app };
}

/** As the owner: migrations, and nothing else. Null where only the application's address was given. @throws NotRunning */
export function ownerConnection(config: Config): pg.ClientConfig | null {
  if (config.database.kind === 'external') return config.database.ownerUrl ? { connectionString: config.database.ownerUrl } : null;
  return { ...embedded(config), user: OWNER_ROLE, password: readPasswords(config.dataDir).owner };
}

/** The application's role, as the migrator must grant it. */
export function appRole(config: Config): string {
  return config.database.kind === 'external' ? decodeURIComponent(new URL(config.database.appUrl).username) : APP_ROLE;
}

/** Where the database answers over the network, so that nobody is let near it; none for the embedded one, on its private socket. */
export function databaseAddresses(config: Pick<Config, 'database'>): { host: string; port: number }[] {
  if (config.database.kind === 'embedded') return [];
  return (
    [config.database.ownerUrl, config.database.appUrl]
      .filter((url) => url !== null)
      // Read by the driver itself: `?host=` and `?port=` win over what stands before them.
      .map((connectionString) => new pg.Client({ connectionString }))
      .map(({ host, port }) => ({ host, port }))
      .filter(({ host }) => !host.startsWith('/'))
  );
}

function embedded(config: Config): pg.ClientConfig {
  const socket = readRunFile(config.dataDir)?.socket;
  if (!socket) throw new NotRunning(config.dataDir);
  return { host: socket, database: DATABASE };
}
