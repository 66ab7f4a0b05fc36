import { Trouble } from '../../../boot/trouble.mjs';
import { BadSettings, type Config } from '../config/index.ts';
import { RoleTrouble } from '../db/app-role.ts';
import { NotRunning } from '../db/connection.ts';
import { PostgresTrouble } from '../db/embedded/trouble.ts';
import { MigrationTrouble } from '../db/migrate.ts';
import { troubleWithFolder } from './folder.ts';

/** The one sentence for what stopped a start; null for an accident, which is shown whole. */
export function explain(error: unknown, config: Pick<Config, 'dataDir'> | null): Trouble | null {
  const folder = config?.dataDir ?? '';
  if (error instanceof Trouble) return error;
  if (error instanceof BadSettings)
    return new Trouble('cli_bad_settings', {
      list: error.problems.map(({ setting, problem, values }) => new Trouble(`cli_setting_${problem}`, { setting, ...values })),
    });
  if (error instanceof NotRunning) return new Trouble('cli_not_running_external');
  if (error instanceof PostgresTrouble) return ofPostgres(error, folder);
  if (error instanceof MigrationTrouble) return ofMigration(error, folder);
  if (error instanceof RoleTrouble) return new Trouble(`cli_${error.code}`, { role: error.role });
  return ofConnection(error, folder) ?? (config ? troubleWithFolder(error, folder) : null);
}

function ofPostgres(error: PostgresTrouble, folder: string): Trouble {
  if (error.code === 'disk_full') return new Trouble('cli_disk_full', { folder });
  if (error.code === 'newer_postgres') return new Trouble('cli_data_newer', { folder });
  if (error.code === 'other_user') return new Trouble('cli_data_other_user', { folder, user: error.detail });
  return new Trouble('cli_postgres_failed', { said: error.detail });
}

function ofMigration(error: MigrationTrouble, folder: string): Trouble {
  if (error.code === 'postgres_too_old') return new Trouble('cli_postgres_too_old', { said: error.message });
  if (error.code === 'data_newer') return new Trouble('cli_data_newer', { folder });
  if (error.code === 'not_migrated') return new Trouble('cli_not_migrated');
  return new Trouble('cli_migration_changed', { said: error.message });
}

/** SQLSTATE 53100: the database's disk is full. Class 28: refused at the door. 3D000: no such database. */
function ofConnection(error: unknown, folder: string): Trouble | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = String((cause as NodeJS.ErrnoException).code ?? '');
  if (code === '53100') return new Trouble('cli_disk_full', { folder });
  if (code.startsWith('28') || code === '3D000') return new Trouble('cli_database_refused', { said: (cause as Error).message });
  const connecting = (cause as NodeJS.ErrnoException).syscall === 'connect';
  if (connecting || ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code))
    return new Trouble('cli_database_unreachable', { said: (cause as Error).message || code });
  return null;
}
