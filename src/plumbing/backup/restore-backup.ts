import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Trouble } from '../../../boot/trouble.mjs';
import type { Config } from '../config/index.ts';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { clusterPlace } from '../db/embedded/cluster.ts';
import { chooseRunner } from '../db/embedded/ordinary-user.ts';
import { keepMedia, takeKeys } from './carry-over.ts';
import { flush } from './flush.ts';
import type { Head } from './manifest.ts';
import { COMPLETE, isFresh, nameAside, nameFresh } from './names.ts';
import { mustBeOurs } from './same-owner.ts';
import { walk } from './source.ts';
import { unpack } from './unpack.ts';

export interface RestoreToMake {
  config: Pick<Config, 'root' | 'dataDir' | 'keyFile'>;
  file: string;
  /** A mark no database knows: what may have left since the backup is looked up before anything is sent. */
  mark: string;
  now: Date;
  /** Called before each step; a test cuts the power there. */
  step?: (name: string) => Promise<void> | void;
}

export interface Restored {
  head: Head;
  /** The data folder as it was before; null when there was none. */
  aside: string | null;
  /** Key files that are nowhere: without them network secrets, or second factors, cannot be read. */
  missingKeys: string[];
}

/**
 * Puts a backup in place of the data folder, which is kept aside. The caller holds its lock. Everything is made beside it and
 * proven, by its sums and by starting the database once; the folder is renamed last, so that a power cut leaves the old
 * or the new one whole. @throws Trouble, with nothing changed
 */
export async function restoreBackup(wanted: RestoreToMake): Promise<Restored> {
  const { config, file, now, step = () => undefined } = wanted;
  const { dataDir } = config;
  mustBeOurs(statSync(dataDir, { throwIfNoEntry: false }), process.getuid?.());
  const fresh = nameFresh(dataDir, now);
  for (const left of leftoversOf(dataDir)) rmSync(left, { recursive: true, force: true });
  const runner = chooseRunner();
  let cluster = '';
  try {
    await step('unpack');
    const head = await unpack(file, (head) => {
      if (head.migration && !existsSync(path.join(config.root, 'migrations', head.migration)))
        throw new Trouble('cli_backup_newer', { file });
      mkdirSync(fresh, { mode: 0o700 });
      cluster = clusterPlace(fresh, runner);
      return { postgres: cluster, media: path.join(fresh, 'media'), secrets: path.join(fresh, 'secrets') };
    });
    runner.own(cluster);
    await step('media');
    if (head.media === 'left out') keepMedia(dataDir, fresh);
    await step('keys');
    const missingKeys = takeKeys(config, fresh);
    writeFileSync(path.join(fresh, 'secrets', 'instance'), `${wanted.mark} 0\n`, { mode: 0o600 });
    await step('prove');
    await (await startEmbeddedPostgres(fresh)).stop();
    await step('complete');
    for (const { name, kind } of walk(fresh, fresh)) if (kind === 'folder') await flush(name);
    writeFileSync(path.join(fresh, COMPLETE), `${head.made_at}\n`, { mode: 0o600 });
    await flush(path.join(fresh, COMPLETE));
    await flush(fresh);
    return { head, aside: await swap(dataDir, fresh, now, step), missingKeys };
  } catch (error) {
    if (!existsSync(path.join(fresh, COMPLETE))) rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** What restores that were cut short have made beside the data folder. */
const leftoversOf = (dataDir: string): string[] =>
  readdirSync(path.dirname(dataDir))
    .filter((name) => isFresh(dataDir, name))
    .map((name) => path.join(path.dirname(dataDir), name));

async function swap(dataDir: string, fresh: string, now: Date, step: NonNullable<RestoreToMake['step']>): Promise<string | null> {
  const isThere = existsSync(dataDir) && readdirSync(dataDir).some((name) => name !== 'lock');
  const aside = isThere ? nameAside(dataDir, now) : null;
  await step('aside');
  if (aside) renameOrSay(dataDir, aside, fresh);
  else rmSync(dataDir, { recursive: true, force: true });
  await step('place');
  await place(fresh, dataDir);
  await step('backups');
  if (aside && existsSync(path.join(aside, 'backups'))) renameSync(path.join(aside, 'backups'), path.join(dataDir, 'backups'));
  return aside;
}

/** The last step, also of a restore the power cut short (finishRestore). */
export async function place(fresh: string, dataDir: string): Promise<void> {
  renameSync(fresh, dataDir);
  rmSync(path.join(dataDir, COMPLETE), { force: true });
  await flush(path.dirname(dataDir));
}

/** The mount point of a volume cannot be renamed. */
function renameOrSay(dataDir: string, aside: string, fresh: string): void {
  try {
    renameSync(dataDir, aside);
  } catch (error) {
    if (!['EBUSY', 'EXDEV', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    rmSync(fresh, { recursive: true, force: true });
    throw Object.assign(new Trouble('cli_restore_fixed_folder', { folder: dataDir }), { cause: error });
  }
}
