import { spawn, type ChildProcess } from 'node:child_process';
import { ROOT } from '../../house/planted.ts';

export interface Program {
  process: ChildProcess;
  /** All it has said so far. */
  said(): string;
  /** Waits for words of its output. @throws when it ends, or says nothing of the kind in time */
  says(words: RegExp, milliseconds: number): Promise<RegExpExecArray>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The environment of these tests with these settings and no other PALABRE_ setting. */
export const settingsOnly = (settings: Record<string, string>): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PALABRE_|VITEST|NODE_ENV|DATABASE_URL)/.test(name))),
  ...settings,
});

/** Runs a program of Palabre on the Node that runs the tests. */
export function run(args: string[], settings: Record<string, string>): Program {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: settingsOnly(settings), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  let alive = true;
  void ended.then(() => (alive = false));

  return {
    process: child,
    said: () => said,
    says: async (words, milliseconds) => {
      const deadline = Date.now() + milliseconds;
      for (;;) {
        const found = words.exec(said);
        if (found) return found;
        if (!alive || Date.now() > deadline)
          throw new Error(`${alive ? 'in time, nothing said' : 'ended without saying'} ${words}:\n${said.slice(-3_000)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    stop: async (signal = 'SIGTERM') => {
      if (alive) child.kill(signal);
      return ended;
    },
  };
}
