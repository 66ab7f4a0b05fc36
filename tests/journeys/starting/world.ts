import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, type Program } from '../palabre/child.ts';
import { freePort } from '../palabre/port.ts';
import { signal } from '../palabre/processes.ts';

/** Time a first start may take on a slow machine, the build apart. In milliseconds. */
export const PATIENCE = 120_000;

export interface Place {
  data: string;
  port: number;
  settings: Record<string, string>;
}

/** A data folder that does not exist yet, and a port of its own. */
export async function makePlace(): Promise<Place> {
  const data = path.join(mkdtempSync(path.join(tmpdir(), 'palabre start ')), 'data');
  const port = await freePort();
  return { data, port, settings: { PALABRE_DATA: data, PALABRE_PORT: String(port), PALABRE_LOG: 'error', LANG: 'en_US.UTF-8' } };
}

/** Nothing of it is left. Killing the first of its processes ends others, which may be gone by their turn. */
export async function leave(place: Place): Promise<void> {
  for (const { pid } of processesOf(place)) signal(pid, 'SIGKILL');
  await nothingRuns(place);
  rmSync(path.dirname(place.data), { recursive: true, force: true });
}

export const start = (place: Place, node: readonly string[] = []): Program => run([...node, 'start.mjs'], place.settings);

/** @param node options of the Node that runs start.mjs. @throws when it does not get ready */
export async function started(place: Place, node: readonly string[] = []): Promise<Program> {
  const program = start(place, node);
  await program.says(/Palabre is ready/, PATIENCE);
  return program;
}

/** The words and exit code of a start that is refused. */
export async function refused(place: Place): Promise<{ code: number | null; said: string }> {
  const program = start(place);
  const code = await new Promise<number | null>((resolve) => program.process.once('close', resolve));
  return { code, said: program.said().trim() };
}

export const pageOf = (place: Place): Promise<Response> => fetch(`http://127.0.0.1:${place.port}/healthz`);

/** Command lines of every process that works for this place: the supervisor's children know the data folder by name. */
export function processesOf(place: Place): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid) && belongsTo(name, place))
    .map((name) => ({ pid: Number(name), command: read(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim() }))
    .filter(({ command }) => command !== '');
}

export const pidOf = (place: Place, words: RegExp): number => {
  const found = processesOf(place).find(({ command }) => words.test(command));
  if (!found) throw new Error(`no process of ${place.data} is called ${words}`);
  return found.pid;
};

const belongsTo = (pid: string, place: Place): boolean =>
  read(`/proc/${pid}/environ`).split('\0').includes(`PALABRE_DATA=${place.data}`) || read(`/proc/${pid}/cmdline`).includes(place.data);

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

/** Waits until `done`, or fails with what is still there. */
export async function eventually(done: () => boolean | Promise<boolean>, within: number, what: () => string): Promise<void> {
  const deadline = Date.now() + within;
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error(`not within ${within} ms: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const nothingRuns = (place: Place, within = 15_000): Promise<void> =>
  eventually(
    () => processesOf(place).length === 0,
    within,
    () => JSON.stringify(processesOf(place)),
  );
