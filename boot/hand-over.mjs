import { spawn } from 'node:child_process';
import path from 'node:path';
import { PROGRAMS } from './programs.mjs';

/** What V8 compiled once is kept beside the build: each process then starts a quarter sooner, and lighter. */
const environment = (root) => ({ ...process.env, NODE_COMPILE_CACHE: path.join(root, 'build', 'compiled') });

const command = (program, args) => ['--disable-warning=ExperimentalWarning', PROGRAMS[program].built, ...args];

/**
 * Becomes the supervisor, or where Node cannot replace itself (before 22.15), stays beside it and outlives nobody.
 * @param {import('./speech.mjs').Speech} speech
 */
export function runSupervisor(node, root, args, speech) {
  if (process.execve) becomeProcess(node, root, 'supervisor', args);
  else runUnderWatch(node, root, args, speech);
}

/** Passes signals on to the supervisor, and stops it when whoever started us is gone. It has a session of its own, so that Ctrl-C reaches it once. */
function runUnderWatch(node, root, args, speech) {
  const child = spawn(node, command('supervisor', args), {
    cwd: root,
    env: environment(root),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
    argv0: 'node',
  });
  const stop = (why) => child.connected && child.send({ stop: why });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && stop('parent'), 500);
  child.once('exit', (code, signal) => {
    clearInterval(watch);
    if (signal) speech.complain('cli_supervisor_killed', { signal });
    process.exitCode = code ?? 1;
    if (child.connected) child.disconnect();
  });
}

/**
 * A program takes our place where Node can do that, so that a signal to us is a signal to it; else it is a child.
 * @param {keyof typeof PROGRAMS} program
 */
export function becomeProcess(node, root, program, args) {
  process.chdir(root);
  if (process.execve) {
    process.emitWarning = () => undefined;
    process.execve(node, ['node', ...command(program, args)], environment(root));
  }
  const child = spawn(node, command(program, args), { stdio: 'inherit', env: environment(root) });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => (process.exitCode = code ?? 1));
}
