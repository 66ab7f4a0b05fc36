import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Trouble } from '../../../boot/trouble.mjs';
import type { Config } from '../config/index.ts';
import type { EmbeddedPostgres } from '../db/embedded-postgres.ts';
import { freeBytes } from '../start/folder.ts';
import { makeBackup } from './make-backup.ts';
import { stampOf } from './names.ts';
import { sizeOf } from './source.ts';

const PREFIX = 'before-update-';
const KEPT = 3;
/** Compressed, a cluster takes a fifth to a third of its size; half of it must be free, and 64 MiB. In bytes. */
const MARGIN = 64 * 1024 * 1024;

/**
 * A backup of the database before its tables change; the last three are kept. No room for it stops the update, with nothing
 * changed; PALABRE_BACKUP_DIR=none does without.
 */
export async function backUpBeforeUpdate(config: Config, embedded: EmbeddedPostgres, now: Date): Promise<string | null> {
  const folder = config.backupDir;
  if (!folder) return null;
  const { owner, cluster } = embedded;
  const needed = sizeOf(cluster) / 2 + MARGIN;
  const free = freeBytes(existsSync(folder) ? folder : config.dataDir);
  if (free < needed)
    throw new Trouble('cli_backup_no_room', { folder, needed: Math.ceil(needed / 1024 ** 2), free: Math.floor(free / 1024 ** 2) });
  const file = path.join(folder, `${PREFIX}${stampOf(now)}.tar.gz`);
  await makeBackup({ config, owner, cluster, file, media: false, keys: false, now });
  const old = readdirSync(folder)
    .filter((name) => name.startsWith(PREFIX) && name.endsWith('.tar.gz'))
    .sort()
    .slice(0, -KEPT);
  for (const name of old) rmSync(path.join(folder, name), { force: true });
  return file;
}
