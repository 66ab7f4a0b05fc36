import path from 'node:path';
import type pg from 'pg';
import type { Config } from '../config/index.ts';
import { makeAppRole, refuseStrongRole } from '../db/app-role.ts';
import { appConnection, appRole, ownerConnection } from '../db/connection.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../db/embedded-postgres.ts';
import { isUpdateWaiting, migrate, mustBeMigrated } from '../db/migrate.ts';
import { backUpBeforeUpdate } from '../backup/index.ts';
import { migrateJobs } from '../jobs/migrate.ts';

export interface Step {
  (key: string, values?: Record<string, string | number>): void;
}

/** The embedded PostgreSQL, or null where the operator has one. */
export async function startDatabase(config: Config): Promise<EmbeddedPostgres | null> {
  return config.database.kind === 'embedded' ? startEmbeddedPostgres(config.dataDir) : null;
}

/**
 * Every start does this: tables brought to this version as the owner, or found so where only the application's address was
 * given; then the application's role is proven weak.
 * @param embedded just started by us; null on an external database, or one whose supervisor has prepared it
 */
export async function prepareDatabase(config: Config, embedded: EmbeddedPostgres | null, say: Step): Promise<void> {
  const app: pg.ClientConfig = embedded?.app ?? appConnection(config);
  const owner = embedded?.owner ?? (config.database.kind === 'external' ? ownerConnection(config) : null);
  const migrations = path.join(config.root, 'migrations');
  if (owner) {
    if (config.database.kind === 'external') await makeAppRole(owner, config.database.appUrl);
    if (embedded && (await isUpdateWaiting(owner, migrations))) {
      const file = await backUpBeforeUpdate(config, embedded, new Date());
      if (file) say('cli_backed_up_before_update', { file });
    }
    await migrate(owner, migrations, appRole(config), (name) => say('cli_migrating', { name }));
    await migrateJobs(owner, appRole(config));
  } else {
    await mustBeMigrated(app, migrations);
  }
  await refuseStrongRole(app);
}
