// `npm test` on a machine with git, Node ≥ 20 and npm only: installs the full locked set, builds, then runs everything on the pinned Node.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareBuild } from '../boot/build.mjs';
import { prepareDependencies } from '../boot/install.mjs';
import { openSpeech } from '../boot/speech.mjs';
import { Trouble } from '../boot/trouble.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const speech = openSpeech(root);

try {
  const node = await prepareDependencies(root, speech, 'all');
  // `--only-install` lets .ci/run check before it tests.
  if (!process.argv.includes('--only-install')) {
    await prepareBuild(root, node, speech);
    const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` };
    const child = spawn(node, ['tests/run/main.ts', ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code) => (process.exitCode = code ?? 1));
  }
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  speech.complain(error.key, error.values);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
