import path from 'node:path';
import type pg from 'pg';
import type { Config } from '../plumbing/config/index.ts';
import { makeAppRole, refuseStrongRole } from '../plumbing/db/app-role.ts';
import { appConnection, appRole, ownerConnection } from '../plumbing/db/connection.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../plumbing/db/embedded-postgres.ts';
import { migrate } from '../plumbing/db/migrate.ts';
import { migrateJobs } from '../plumbing/jobs/migrate.ts';

export interface Step {
  (key: string, values?: Record<string, string | number>): void;
}

/** The embedded PostgreSQL, or null where the operator has one. */
export async function startDatabase(config: Config): Promise<EmbeddedPostgres | null> {
  return config.database.kind === 'embedded' ? startEmbeddedPostgres(config.dataDir) : null;
}

/** Tables to this version, as the owner; then the application's role is proven weak. Every start does this. */
export async function prepareDatabase(config: Config, embedded: EmbeddedPostgres | null, say: Step): Promise<void> {
  const owner = embedded?.owner ?? ownerConnection(config);
  const app: pg.ClientConfig = embedded?.app ?? appConnection(config);
  if (owner) {
    if (config.database.kind === 'external') await makeAppRole(owner, config.database.appUrl);
    await migrate(owner, path.join(config.root, 'migrations'), appRole(config), (name) => say('cli_migrating', { name }));
    await migrateJobs(owner, appRole(config));
  }
  await refuseStrongRole(app);
}
