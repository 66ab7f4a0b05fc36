import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { programFile } from './program.ts';

/** What a program that opens a file from outside may take before it is stopped. */
export interface Limits {
  /** Seconds of processor: what an idle machine needs as time, and a busy one too. Counted by the kernel. */
  processor: number;
  /** Milliseconds on the wall, for what waits without working. */
  time: number;
  /** Resident bytes; looked at every 25 ms. */
  memory: number;
}

/** `wrong`: the program itself is broken, an accident; `errors` says how. */
export type Ended =
  { kind: 'answered'; output: string } | { kind: 'slow'; seconds: number } | { kind: 'heavy' } | { kind: 'wrong'; errors: string };

/**
 * Hard limits of the kernel: no core dump, kilobytes of data segment for what happens between two looks (V8 alone reserves 600 MB of
 * it without using them), seconds of processor (a signal, then the end). Shells differ in what they know; what is unknown is skipped.
 */
const underLimits = (seconds: number): string =>
  `ulimit -c 0; ulimit -d 1400000 2>/dev/null; ulimit -H -t ${seconds + 2} 2>/dev/null; ulimit -S -t ${seconds} 2>/dev/null; exec "$0" "$@"`;

/**
 * Runs one of our programs on a folder: one process, no environment, no network code, permission to read the program's code and the
 * folder, and to write only the folder. Whatever it does, it ends within the limits, and this process never opens the file itself.
 * @param mostOutput characters of its answer that are read
 */
export async function runApart(
  root: string,
  program: Parameters<typeof programFile>[1],
  args: string[],
  folder: string,
  limits: Limits,
  mostOutput = 20_000,
): Promise<Ended> {
  const child = start(programFile(root, program), root, args, folder, limits);
  const ended = watch(child, limits);
  const [output, errors] = await Promise.all([text(child.stdout!, mostOutput), text(child.stderr!, 20_000)]);
  const end = await ended;
  if (end === 'time') return { kind: 'slow', seconds: Math.round(limits.time / 1_000) };
  if (end === 'SIGXCPU') return { kind: 'slow', seconds: limits.processor };
  if (end === 0) return { kind: 'answered', output };
  // The kernel's limits end in an allocation failure or a signal, never in an exit of ours.
  if (typeof end === 'string' || /bad_alloc|out of memory|allocation failed|cannot allocate/i.test(errors)) return { kind: 'heavy' };
  return { kind: 'wrong', errors: `ended with ${end}: ${errors.slice(0, 500)}` };
}

function start(program: string, root: string, args: string[], folder: string, limits: Limits): ChildProcess {
  // Not the whole root: the data folder and its keys lie there by default.
  const readable = [...['build', 'src', 'node_modules', 'package.json'].map((name) => path.join(root, name)), folder];
  const permissions = [
    '--permission',
    '--allow-addons',
    ...readable.map((place) => `--allow-fs-read=${place}`),
    `--allow-fs-write=${folder}`,
  ];
  const node = [process.execPath, '--max-old-space-size=200', '--disable-warning=SecurityWarning', ...permissions];
  return spawn('/bin/sh', ['-c', underLimits(limits.processor), ...node, program, ...args, folder], {
    cwd: root,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** @returns the exit code, the signal, or the limit that was passed. */
function watch(child: ChildProcess, limits: Limits): Promise<number | string> {
  return new Promise((resolve, reject) => {
    let passed: 'time' | 'memory' | null = null;
    const stop = (why: 'time' | 'memory'): void => {
      passed ??= why;
      child.kill('SIGKILL');
    };
    const clock = setTimeout(stop, limits.time, 'time');
    const looks = setInterval(async () => {
      if ((await residentBytes(child.pid)) > limits.memory) stop('memory');
    }, 25);
    const settle = (): void => {
      clearTimeout(clock);
      clearInterval(looks);
    };
    child.once('error', (error) => (settle(), reject(error)));
    child.once('close', (code, signal) => (settle(), resolve(passed ?? code ?? signal ?? 'unknown')));
  });
}

/** From Linux's /proc (pages of 4 KiB or more); where there is none, only the kernel's limits hold. */
async function residentBytes(pid: number | undefined): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    // The process has just ended, or this system keeps no /proc.
    return 0;
  }
}

async function text(stream: NodeJS.ReadableStream, most: number): Promise<string> {
  let all = '';
  stream.setEncoding('utf8');
  for await (const piece of stream) if (all.length < most) all += String(piece);
  return all;
}
