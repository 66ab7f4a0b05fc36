import { spawn } from 'node:child_process';

/**
 * Runs the supervisor and outlives nobody: it passes signals on, and stops it when whoever started us is gone.
 * The supervisor has a session of its own, so that Ctrl-C reaches it once, through here.
 * @param {import('./speech.mjs').Speech} speech
 */
export function runUnderWatch(node, root, entry, args, speech) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    cwd: root,
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
 * One process alone takes our place where Node can do that, so that a signal to us is a signal to it; else it is a child.
 */
export function becomeProcess(node, root, entry, args) {
  const options = ['--disable-warning=ExperimentalWarning', entry, ...args];
  process.chdir(root);
  if (process.execve) {
    process.emitWarning = () => undefined;
    process.execve(node, [node, ...options], process.env);
  }
  const child = spawn(node, options, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => (process.exitCode = code ?? 1));
}
