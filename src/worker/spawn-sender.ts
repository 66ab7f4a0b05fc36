import { spawn } from 'node:child_process';
import { isReady } from '#plumbing/life';
import type { Id } from '#words/ids.ts';

/** One sender process, seen by the worker that started it. */
export interface SenderProcess {
  /** Everything is loaded and open; rejects when it dies first. */
  ready: Promise<void>;
  /** Resolves when it is dead for sure, with how. */
  dead: Promise<string>;
  /** Tells it to begin, under this name. */
  lead(holder: Id): void;
  /** Asks it to finish what it does and go. */
  leave(): void;
  kill(): void;
}

export function spawnSender(root: string, entry: string, more: readonly string[] = []): SenderProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...more], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const dead = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    child.once('error', (error) => resolve(String(error)));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message) => isReady(message) && resolve());
    void dead.then((how) => reject(new Error(`sender: ${how}`)));
  });
  // One that dies unwatched is not an accident of the worker's.
  ready.catch(() => undefined);
  const say = (message: object): void => void (child.connected && child.send(message, () => undefined));
  return {
    ready,
    dead,
    lead: (holder) => say({ lead: holder }),
    leave: () => say({ stop: true }),
    kill: () => void child.kill('SIGKILL'),
  };
}
