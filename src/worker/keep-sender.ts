import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buryHolder, forget } from '#modules/publishing';
import { isReady } from '#plumbing/life';
import { newId, type Id } from '#words/ids.ts';
import type { House } from '../wiring/open-house.ts';

/** Milliseconds a sender that dies again and again is made to wait; the first time, none. */
const PAUSES = [0, 0, 100, 500, 2_000, 5_000];
const HEALTHY_AFTER = 10_000;
/** Milliseconds a leaving sender is given for the request it is making. */
const PATIENCE = 15_000;

/**
 * Keeps one sender alive. Another takes over only when the old one is proven dead: its exit was seen by its parent, so that not one byte
 * can leave it any more. Its leases are then given back at once.
 */
export function keepSender(house: Pick<House, 'config' | 'store' | 'clock' | 'log'>): { start(): Promise<void>; stop(): Promise<void> } {
  let current: ChildProcess | null = null;
  let leaving = false;
  let deaths = 0;

  const launch = (): Promise<void> => {
    const holder = newId();
    const entry = path.join(house.config.root, 'src/worker/sender.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, holder], {
      cwd: house.config.root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    current = child;
    const healthy = setTimeout(() => (deaths = 0), HEALTHY_AFTER);
    return new Promise((resolve, reject) => {
      child.on('message', (message) => isReady(message) && resolve());
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        clearTimeout(healthy);
        reject(new Error(`sender: ${signal ?? `code ${code}`}`));
        void takeOver(holder, signal ?? `code ${code}`);
      });
    });
  };

  const takeOver = async (dead: Id, how: string): Promise<void> => {
    if (leaving) return;
    house.log.warn({ how }, 'the sender died; another takes over');
    const pause = PAUSES[Math.min(deaths++, PAUSES.length - 1)]!;
    // The new one starts while the old one's leases are given back.
    await Promise.all([bury(dead), sleep(pause).then(() => (leaving ? undefined : launch().catch(ignoreEarlyDeath)))]);
  };

  /** Tried until the database answers; were it never to, the leases end by themselves. */
  const bury = async (dead: Id): Promise<void> => {
    for (let pause = 100; !leaving; pause = Math.min(5_000, pause * 2)) {
      try {
        await buryHolder(house.store, dead, house.clock.now());
        await forget(house.store, dead);
        return;
      } catch (error) {
        house.log.warn({ err: error }, 'the leases of a dead sender could not be given back yet');
        await sleep(pause);
      }
    }
  };

  return {
    start: launch,
    stop: async () => {
      leaving = true;
      const child = current;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      if (child.connected) child.send({ stop: true });
      await Promise.race([gone, sleep(PATIENCE, undefined, { ref: false })]);
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Its exit has started the next one already. */
function ignoreEarlyDeath(error: unknown): void {
  if (!(error instanceof Error) || !error.message.startsWith('sender:')) throw error;
}
