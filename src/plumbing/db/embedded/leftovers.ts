import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds an earlier PostgreSQL is given to end before this start gives up. */
const PATIENCE = 60_000;

/**
 * Ends a PostgreSQL that outlived its Palabre on this cluster, then clears its mark. The caller holds the lock of the data
 * folder. Needed because the mark holds a process number only: after a power cut another process may have that number, and
 * PostgreSQL would refuse to start.
 */
export async function endLeftovers(cluster: string): Promise<void> {
  const mark = path.join(cluster, 'postmaster.pid');
  if (process.platform !== 'linux' || !existsSync(mark)) return;
  const postmaster = Number(readFileSync(mark, 'utf8').split('\n')[0]);
  const deadline = Date.now() + PATIENCE;
  let asked = false;
  for (let alive = processesIn(cluster); alive.length > 0; alive = processesIn(cluster)) {
    if (Date.now() > deadline) throw new Error(`a PostgreSQL still runs on ${cluster} (process ${alive.join(', ')})`);
    // Without their postmaster the others end by themselves.
    if (!asked && alive.includes(postmaster)) process.kill(postmaster, 'SIGINT');
    asked = true;
    await sleep(50);
  }
  rmSync(mark, { force: true });
}

/** Every process of PostgreSQL works inside its cluster's folder. */
function processesIn(cluster: string): number[] {
  const folder = realpathSync(cluster);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && folderOf(name) === folder)
    .map(Number);
}

function folderOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
