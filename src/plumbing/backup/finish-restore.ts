import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { COMPLETE, isFresh } from './names.ts';
import { place } from './restore-backup.ts';

/** A restore cut short between its last two steps has left no data folder, and a whole new one beside it: it takes its place. */
export async function finishRestore(dataDir: string): Promise<void> {
  const beside = path.dirname(dataDir);
  if (existsSync(dataDir) || !existsSync(beside)) return;
  const whole = readdirSync(beside).filter((name) => isFresh(dataDir, name) && existsSync(path.join(beside, name, COMPLETE)));
  const newest = whole.sort().at(-1);
  if (newest) await place(path.join(beside, newest), dataDir);
}
