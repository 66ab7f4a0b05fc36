import { copyFileSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync, truncateSync, writeSync, closeSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { finishRestore, restoreBackup } from '#plumbing/backup';
import { newId } from '#words/ids.ts';
import type { LivingPalabre } from './living-palabre.ts';

type Chance = () => number;

/**
 * One bit turned over, or the end cut off, anywhere past gzip's own header, whose date nobody reads. In a run of zeros a bit
 * may say the same zeros in another way: that is no damage, and another one is turned.
 */
export function damage(file: string, chance: Chance): string {
  const bad = `${file}.damaged`;
  do {
    copyFileSync(file, bad);
    const { size } = statSync(bad);
    const at = 10 + Math.floor(chance() * (size - 10));
    if (chance() < 0.25) truncateSync(bad, at);
    else flip(bad, at, Math.floor(chance() * 8));
  } while (readsTheSame(file, bad));
  return bad;
}

function readsTheSame(file: string, bad: string): boolean {
  try {
    return gunzipSync(readFileSync(bad)).equals(gunzipSync(readFileSync(file)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) return false;
    throw error;
  }
}

function flip(file: string, at: number, bit: number): void {
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  byte[0]! ^= 1 << bit;
  writeSync(handle, byte, 0, 1, at);
  closeSync(handle);
}

/** @returns true when the damaged file was refused as such, and the data folder is as it was */
export async function isDetected(config: LivingPalabre['config'], file: string, now: Date): Promise<boolean> {
  const before = statSync(path.join(config.dataDir, 'postgres')).ino;
  const refused = await restoreBackup({ config, file, mark: newId(), now }).then(
    () => false,
    (error: { key?: string }) => error.key === 'cli_backup_corrupted' || error.key === 'cli_backup_none',
  );
  rmSync(file);
  return refused && statSync(path.join(config.dataDir, 'postgres')).ino === before;
}

/** The power fails before this step: nothing after it happens, and nobody cleans up. @returns what the next start finds */
export async function cutBefore(
  config: LivingPalabre['config'],
  file: string,
  step: string,
  now: Date,
): Promise<'old' | 'new' | 'nothing'> {
  const before = statSync(path.join(config.dataDir, 'postgres')).ino;
  await new Promise<void>((resolve, reject) => {
    const never = new Promise<void>(() => undefined);
    const cut = (name: string): Promise<void> | void => {
      if (name !== step) return;
      resolve();
      return never;
    };
    restoreBackup({ config, file, mark: newId(), now, step: cut }).then(() => reject(new Error(`no step is called ${step}`)), reject);
  });
  await finishRestore(config.dataDir);
  const cluster = path.join(config.dataDir, 'postgres');
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) return 'nothing';
  return statSync(cluster).ino === before ? 'old' : 'new';
}
