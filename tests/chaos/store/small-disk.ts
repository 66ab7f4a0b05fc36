import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../house/planted.ts';
import type { Row } from '../row.ts';

/** Set for the program that runs with the small disk. */
const SETTING = 'CHAOS_SMALL_DISK';
const MIB = 2 ** 20;

/**
 * Mounts of one's own, which nobody else sees and which end with the program. Who is not root has the right to them in a user namespace,
 * and keeps their name there, since PostgreSQL refuses to be root.
 */
const OWN_MOUNTS = ['--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'])];

/** Where the small disk is mounted; null in a program that has none yet. */
export const smallDisk = (): string | null => process.env[SETTING] ?? null;

/**
 * Runs the test again with a disk of so many MiB that is its own, and takes its rows.
 * @returns in words, why this machine lends no disk
 */
export async function runOnSmallDisk(mib: number, args: string[]): Promise<Row[] | string> {
  const place = mkdtempSync(path.join(tmpdir(), 'palabre-disk-'));
  try {
    const mount = ['mount', '-t', 'tmpfs', '-o', `size=${mib}m,mode=0755`, 'tmpfs', place];
    const tried = spawnSync('unshare', [...OWN_MOUNTS, ...mount], { encoding: 'utf8' });
    if (tried.status !== 0) return `unshare ${OWN_MOUNTS.join(' ')} mount -t tmpfs: ${tried.error?.message ?? tried.stderr.trim()}`;
    const program = [process.execPath, 'tests/chaos/main.ts', ...args];
    const script = `${mount.join(' ')} && exec "$@"`;
    const child = spawn('unshare', [...OWN_MOUNTS, 'sh', '-c', script, 'sh', ...program], {
      cwd: ROOT,
      env: { ...process.env, [SETTING]: place },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.once('exit', () => child.kill());
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    const rows = said.split('\n').filter((line) => line.startsWith('{'));
    if (rows.length === 0) throw new Error(`nothing was measured on the small disk:\n${said}`);
    return rows.map((line) => JSON.parse(line) as Row);
  } finally {
    rmdirSync(place);
  }
}

/** MiB that are left. */
export const leftOn = (place: string): number => {
  const { bavail, bsize } = statfsSync(place);
  return (bavail * bsize) / MIB;
};

/** Lengthens a file until no more than so many MiB are left; to the last byte when none is to be. */
export function fillDisk(file: string, leaveMib = 0): void {
  const block = Buffer.alloc(64 * 1024);
  try {
    while (leftOn(path.dirname(file)) > leaveMib) writeFileSync(file, block, { flag: 'a' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
