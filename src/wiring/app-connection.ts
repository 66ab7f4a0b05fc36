import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import type { Config } from '#plumbing/config';
import { APP_ROLE } from '../plumbing/db/embedded-postgres.ts';

/**
 * How web, worker and CLI reach the database, as the application's role and never as its owner.
 * Embedded: PostgreSQL itself writes its socket folder in postmaster.pid (5th line); the password is in a 0600 file.
 */
export function appConnection(config: Config): pg.PoolConfig {
  if (config.database.kind === 'external') {
    if (!config.database.appUrl) throw new Error('PALABRE_APP_DATABASE_URL is missing: start with `npm start` once, which makes the role.');
    return { connectionString: config.database.appUrl };
  }
  const socket = readFileSync(path.join(config.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[4];
  const password = readFileSync(path.join(config.dataDir, 'secrets', 'postgres-app'), 'utf8').trim();
  return { host: socket, user: APP_ROLE, password, database: 'palabre' };
}
