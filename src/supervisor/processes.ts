import type { Speech } from '../../boot/speech.mjs';
import type { Config } from '../plumbing/config/index.ts';
import { environmentOfChildren } from '../plumbing/config/index.ts';
import { programFile } from '../plumbing/life/index.ts';
import type { RunFile } from '../plumbing/db/run-file.ts';
import { keepChild, type Child } from './child.ts';

/** Milliseconds each is given to finish: a page being served, a publication being sent. */
const WEB_PATIENCE = 8_000;
const WORKER_PATIENCE = 20_000;

/** Web and worker, each kept alive; stopped web first, so that nothing new is asked while the worker finishes. */
export function openProcesses(config: Config, speech: Speech, note: (change: Partial<RunFile>) => void): Child {
  const env = environmentOfChildren(config);
  const keep = (name: 'web' | 'worker', patience: number): Child =>
    keepChild({
      name,
      root: config.root,
      entry: programFile(config.root, name),
      env,
      patience,
      onIdentity: (identity) => note({ [name]: identity }),
      onCrash: (how) => speech.complain('cli_child_restarting', { name, how }),
    });
  const web = keep('web', WEB_PATIENCE);
  const worker = keep('worker', WORKER_PATIENCE);
  return {
    start: async () => {
      speech.say('cli_starting_web');
      await web.start();
      speech.say('cli_starting_worker');
      await worker.start();
    },
    stop: async () => {
      await web.stop();
      await worker.stop();
    },
  };
}
