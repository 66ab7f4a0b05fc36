// The one command. Runs on any Node from 20 with no dependency: installs, builds, then hands over to the pinned Node.
//   node start.mjs [--demo]         everything, under one supervisor
//   node start.mjs prepare          installs and builds only; npm start then runs the supervisor itself
//   node start.mjs web|worker       one process on an external PostgreSQL (npm run web, npm run worker)
//   node start.mjs palabre <...>    the command line (npm run palabre)
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareBuild } from './boot/build.mjs';
import { becomeProcess, runSupervisor } from './boot/hand-over.mjs';
import { prepareDependencies } from './boot/install.mjs';
import { openSpeech } from './boot/speech.mjs';
import { whyUnsupported } from './boot/system.mjs';
import { Trouble } from './boot/trouble.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const [first, ...rest] = process.argv.slice(2);
const alone = ['web', 'worker', 'palabre'].includes(first);
// A command's answer is for scripts: what prepares it is said beside, not in it.
const speech = openSpeech(root, process.env, first === 'palabre' ? process.stderr : process.stdout);

try {
  const unsupported = whyUnsupported();
  if (unsupported) throw new Trouble(unsupported.key, unsupported.values);
  const node = await prepareDependencies(root, speech);
  await prepareBuild(root, node, speech);
  if (alone) becomeProcess(node, root, first, rest);
  else if (first !== 'prepare') runSupervisor(node, root, process.argv.slice(2), speech);
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  speech.complain(error.key, error.values);
  process.exitCode = 1;
}
