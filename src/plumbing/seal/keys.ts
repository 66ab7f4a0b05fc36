import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Master keys by id (1 to 255); the highest id seals, all of them open. */
export type Keys = ReadonlyMap<number, Buffer>;

/**
 * Reads the key file, making it (0600, one key) when there is none.
 * One key a line: `<id> <32 bytes in base64>`.
 * @throws Error `key_file_unreadable` when it exists and holds anything else.
 */
export function readKeys(file: string): Keys {
  if (!existsSync(file)) makeKeyFile(file);
  const keys = new Map<number, Buffer>();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const [id, text] = line.split(' ');
    const key = Buffer.from(text ?? '', 'base64');
    if (!/^\d{1,3}$/.test(id ?? '') || Number(id) < 1 || Number(id) > 255 || key.length !== 32) throw new Error('key_file_unreadable');
    keys.set(Number(id), key);
  }
  if (keys.size === 0) throw new Error('key_file_unreadable');
  return keys;
}

/** Adds a key that seals from now on. Old keys stay, so that a backup restored later still opens. @returns its id */
export function addKey(file: string): number {
  const keys = readKeys(file);
  const id = Math.max(...keys.keys()) + 1;
  if (id > 255) throw new Error('key_ids_used_up');
  const lines = [...keys, [id, randomBytes(32)] as const].map(([n, key]) => `${n} ${key.toString('base64')}\n`).join('');
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, lines, { mode: 0o600 });
  renameSync(beside, file);
  return id;
}

/** Linked into place, which fails when another process was first: nobody ever overwrites a key. */
function makeKeyFile(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, `1 ${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(beside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(beside, { force: true });
  }
  chmodSync(file, 0o600);
}
