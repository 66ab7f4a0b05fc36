import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export { programFile } from './program.ts';
export { runApart, type Ended, type Limits } from './run-apart.ts';

/** Why a process was asked to leave. */
export type Farewell = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'asked' | 'parent';

/**
 * Resolves when this process should end in order: a signal, the word of the one who started it, or that one's death.
 * A second signal while leaving does nothing more: only `kill -9` cuts short.
 */
export function askedToLeave(): Promise<Farewell> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (process.send) {
      process.on('message', (message) => isStop(message) && resolve('asked'));
      process.on('disconnect', () => resolve('parent'));
    } else {
      resolveWithParent(() => resolve('parent'));
    }
  });
}

/** Tells the one who started us that we are ready; nothing where nobody listens. */
export function tellReady(): void {
  if (process.connected) process.send?.({ ready: true });
  settle();
}

/** Milliseconds after a start, when nobody waits any more for what it brought. */
const SETTLED = 5_000;

/**
 * Once everything stands: what was compiled is kept for the next of our kind, also when this one is killed, and the memory of starting, a
 * tenth of all we hold, is given back; V8 does that by itself only under pressure.
 */
export function settle(): void {
  setTimeout(() => {
    flushCompileCache();
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  }, SETTLED).unref();
}

export const isReady = (message: unknown): boolean => typeof message === 'object' && message !== null && 'ready' in message;
const isStop = (message: unknown): boolean => typeof message === 'object' && message !== null && 'stop' in message;

/** Without a channel the parent's death is seen as a change of parent. Started by init itself, nothing is watched. */
function resolveWithParent(gone: () => void): void {
  const parent = process.ppid;
  if (parent <= 1) return;
  setInterval(() => process.ppid !== parent && gone(), 500).unref();
}

/** A process that can be recognised later, when its number may have been given to another. */
export interface ProcessIdentity {
  pid: number;
  /** Start time in clock ticks since boot, from /proc; null where there is no /proc. */
  startedAt: string | null;
}

export const identify = (pid: number): ProcessIdentity => ({ pid, startedAt: readStat(pid)?.startedAt ?? null });

/** True while exactly that process runs; a zombie no longer runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  const stat = readStat(identity.pid);
  if (stat) return stat.state !== 'Z' && stat.startedAt === identity.startedAt;
  return identity.startedAt === null && answersSignal(identity.pid);
}

/** @param pid of a process, or minus that of a group. */
export function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Fields of proc(5) /proc/<pid>/stat; the name in parentheses may itself hold spaces and parentheses. */
export function readStat(pid: number): { state: string; group: number; startedAt: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, group: Number(fields[2]), startedAt: fields[19]! };
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
