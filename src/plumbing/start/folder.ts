import { accessSync, constants, existsSync, mkdirSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Trouble } from '../../../boot/trouble.mjs';

/** Below this nothing can be started safely: the database itself writes as much at each start. In bytes. */
const LEAST_FREE = 4 * 1024 * 1024;

/** The data folder, made when missing, proven writable and not full. @throws Trouble */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    if (freeBytes(folder) < LEAST_FREE) throw new Trouble('cli_disk_full', { folder });
    // Only a real write tells a read-only mount, a quota or a full disk.
    const probe = path.join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, Buffer.alloc(64 * 1024));
    unlinkSync(probe);
  } catch (error) {
    throw troubleWithFolder(error, folder) ?? error;
  }
}

/** One by one: Node's own recursion never ends where a parent exists but takes no folder (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

export function freeBytes(folder: string): number {
  const disk = statfsSync(folder);
  return disk.bavail * disk.bsize;
}

export const isNewFolder = (folder: string): boolean =>
  !existsSync(path.join(folder, 'postgres')) && !existsSync(path.join(folder, 'postgres-is-elsewhere'));

/** The sentence for what a file system may answer, or null. */
export function troubleWithFolder(error: unknown, folder: string): Trouble | null {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (['ENOSPC', 'EDQUOT'].includes(code)) return new Trouble('cli_disk_full', { folder });
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code)) return new Trouble('cli_folder_unwritable', { folder });
  return null;
}
