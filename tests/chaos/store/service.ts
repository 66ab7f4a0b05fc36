import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Program } from '../../journeys/palabre/child.ts';
import { commandOf, descendants } from '../../journeys/palabre/processes.ts';
import type { Palabre } from '../../journeys/palabre/start.ts';

/** What `service install` asks of systemd (src/cli/unit.ts): a Palabre that ended is started again after five seconds. */
const RESTART_MS = 5_000;

export interface Service {
  /** Process ids by command line, of the Palabre that runs now. */
  processes: Palabre['processes'];
  restarts(): number;
  said(): string;
  stop(): Promise<void>;
}

/** Starts a Palabre again, on the same data and port, whenever it gave up. */
export function serve({ processes, settings }: Pick<Palabre, 'processes' | 'settings'>): Service {
  let leaving = false;
  let said = '';
  let restarts = 0;
  let current: Program | null = null;
  const isUp = (): boolean =>
    current ? current.process.exitCode === null && current.process.signalCode === null : processes(/./).length > 0;
  const watching = (async () => {
    while (!leaving) {
      await sleep(200);
      if (isUp()) continue;
      await sleep(RESTART_MS);
      if (leaving) return;
      said += current?.said() ?? '';
      restarts += 1;
      current = run(['start.mjs'], settings);
    }
  })();
  return {
    processes: (words) =>
      current?.process.pid === undefined
        ? processes(words)
        : [current.process.pid, ...descendants(current.process.pid)].filter((pid) => words.test(commandOf(pid))),
    restarts: () => restarts,
    said: () => said + (current?.said() ?? ''),
    stop: async () => {
      leaving = true;
      await watching;
      await current?.stop();
    },
  };
}
