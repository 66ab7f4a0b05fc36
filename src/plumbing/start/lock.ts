import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Trouble } from '../../../boot/trouble.mjs';
import { troubleWithFolder } from './folder.ts';

/**
 * One Palabre at a time on a data folder. The lock is the kernel's, held through SQLite: it ends with this process however
 * that ends, and holds between containers that share the folder, where process numbers mean nothing.
 * @throws Trouble `cli_already_running`
 */
export function lockFolder(folder: string): { release(): void } {
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(path.join(folder, 'lock'), { timeout: 0 });
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    const { errcode } = error as { errcode?: number };
    if (errcode === BUSY) throw new Trouble('cli_already_running', { folder });
    throw troubleWithFolder(error, folder) ?? error;
  }
  return { release: () => database.close() };
}

/** SQLITE_BUSY: another process holds the lock. */
const BUSY = 5;
