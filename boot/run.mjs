import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a step of the preparation, which ends with us: a signal, or the death of whoever started us, ends the step too.
 * @returns {Promise<{ code: number | null, said: string }>} with what it wrote, kept to be shown only when it fails
 */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const leave = () => {
      child.kill('SIGTERM');
      process.exit(1);
    };
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && leave(), 500);
    SIGNALS.forEach((signal) => process.on(signal, leave));
    const done = () => {
      clearInterval(watch);
      SIGNALS.forEach((signal) => process.off(signal, leave));
    };
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said = (said + chunk).slice(-20_000)));
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code) => {
      done();
      resolve({ code, said });
    });
  });
}
