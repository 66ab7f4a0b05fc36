import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isReady, type ProcessIdentity } from '../plumbing/life/index.ts';
import { endGroup } from '../plumbing/life/end-group.ts';

/** Milliseconds before a crashed child is started again, longer each time; back to the first after a minute of health. */
const PAUSES = [200, 1_000, 3_000, 10_000, 30_000];
const HEALTHY_AFTER = 60_000;

export interface ChildOptions {
  name: string;
  root: string;
  /** Its file, run by the Node that runs us. */
  entry: string;
  env: Record<string, string | undefined>;
  /** Milliseconds it is given to end what it is doing. */
  patience: number;
  onIdentity(identity: ProcessIdentity | null): void;
  onCrash(how: string): void;
}

export interface Child {
  /** Resolves when it says it is ready. @throws Error when it dies before */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Keeps one process of Palabre alive. It leads a group of its own: when it dies, every process it started is proven dead
 * before another takes over, so that two workers never send side by side.
 */
export function keepChild(options: ChildOptions): Child {
  let current: ChildProcess | null = null;
  let leaving = false;
  let crashes = 0;

  const launch = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', options.entry], {
        cwd: options.root,
        env: options.env,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        detached: true,
        argv0: 'node',
      });
      current = child;
      const group = child.pid;
      if (group !== undefined) options.onIdentity(identify(group));
      const healthy = setTimeout(() => (crashes = 0), HEALTHY_AFTER);
      let ready = false;
      child.on('message', (message) => {
        if (!isReady(message)) return;
        ready = true;
        resolve();
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        clearTimeout(healthy);
        const how = signal ?? `code ${code}`;
        void ended(group, how, ready).then(() => reject(new Error(`${options.name}: ${how}`)), reject);
      });
    });

  const ended = async (group: number | undefined, how: string, wasReady: boolean): Promise<void> => {
    if (group !== undefined) await endGroup(group);
    current = null;
    options.onIdentity(null);
    if (leaving || !(wasReady || crashes > 0)) return;
    options.onCrash(how);
    await sleep(PAUSES[Math.min(crashes++, PAUSES.length - 1)]);
    // A child that dies before it is ready is started again by its own exit.
    if (!leaving) launch().catch(() => undefined);
  };

  return {
    start: launch,
    stop: async () => {
      leaving = true;
      const child = current;
      if (!child?.pid) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      if (child.connected) child.send({ stop: true });
      await Promise.race([gone, sleep(options.patience, undefined, { ref: false })]);
      await endGroup(child.pid);
    },
  };
}
