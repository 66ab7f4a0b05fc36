import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../house/planted.ts';
import { freePort } from '../journeys/palabre/port.ts';
import { descendants, memoryOf } from '../journeys/palabre/processes.ts';

export interface Clone {
  /** Milliseconds from `npm start` to a page that shows. */
  start(): Promise<number>;
  origin: string;
  /** npm and all it started. */
  processes(): number[];
  /** The highest the memory of all of them was seen since the start, in MiB (PSS), looked at every two seconds. */
  peak(): number;
  stop(): Promise<void>;
  remove(): void;
}

/** What is committed here, cloned and started as a person does it: with the machine's own Node and its npm cache. */
export async function cloneFresh(): Promise<Clone> {
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-clone-'));
  const cloned = spawnSync('git', ['clone', '--quiet', '--no-hardlinks', ROOT, path.join(folder, 'palabre')], { encoding: 'utf8' });
  if (cloned.status !== 0) throw new Error(cloned.stderr);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  let npm: ChildProcess | null = null;
  let peak = 0;
  const all = (): number[] => (npm?.pid ? [npm.pid, ...descendants(npm.pid)] : []);

  return {
    origin,
    processes: all,
    peak: () => peak,
    start: async () => {
      const began = performance.now();
      peak = 0;
      npm = spawn('npm', ['start'], { cwd: path.join(folder, 'palabre'), env: ofAPerson(port), stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      for (const stream of [npm.stdout!, npm.stderr!]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const look = setInterval(() => (peak = Math.max(peak, memoryNow(all()))), 2_000);
      try {
        await shows(`${origin}/login`, npm, () => said);
      } finally {
        clearInterval(look);
      }
      return performance.now() - began;
    },
    stop: async () => {
      const gone = new Promise((resolve) => npm!.once('exit', resolve));
      npm!.kill('SIGTERM');
      await gone;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const memoryNow = (pids: readonly number[]): number => pids.reduce((all, pid) => all + memoryOf(pid), 0);

/** No setting of ours but the port, and the Node of the machine: this repository's own is not in the way. */
function ofAPerson(port: number): NodeJS.ProcessEnv {
  const ours = /^(npm_|PALABRE_|NODE_|DATABASE_URL)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  const places = (process.env.PATH ?? '').split(path.delimiter).filter((place) => !place.includes('node_modules'));
  return { ...env, PATH: places.join(path.delimiter), PALABRE_PORT: String(port), PALABRE_LOG: 'warn' };
}

async function shows(address: string, npm: ChildProcess, said: () => string): Promise<void> {
  for (;;) {
    const page = await fetch(address).catch(() => null);
    if (page?.ok && (await page.text()).includes('</html>')) return;
    if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}:\n${said().slice(-3_000)}`);
    await sleep(20);
  }
}
