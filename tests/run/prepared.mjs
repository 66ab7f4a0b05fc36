import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareBuild } from '../../boot/build.mjs';
import { prepareDependencies } from '../../boot/install.mjs';
import { openSpeech } from '../../boot/speech.mjs';
import { Trouble } from '../../boot/trouble.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Installs the full locked set, builds, then runs a file of the tests on the pinned Node, with the arguments we were given.
 * Its exit code is ours. @param {string | null} file null: only installs
 * @param {() => void} [failed] called when it cannot be prepared, after the reason was said
 */
export async function runPrepared(file, failed = () => undefined) {
  const speech = openSpeech(root);
  try {
    const node = await prepareDependencies(root, speech, 'all');
    if (file === null) return;
    await prepareBuild(root, node, speech);
    const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` };
    const child = spawn(node, [file, ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code) => (process.exitCode = code ?? 1));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    speech.complain(error.key, error.values);
    process.exitCode = 1;
    failed();
  }
}
