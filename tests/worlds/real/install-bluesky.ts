import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../house/planted.ts';

const SOURCE = path.join(import.meta.dirname, 'bluesky');
/** Out of the sources, so that nothing that reads them finds four hundred megabytes of others' code. */
const FOLDER = path.join(ROOT, 'build', 'real', 'bluesky');
const FILES = ['package.json', 'package-lock.json', '.npmrc', 'server.mjs'];

export interface InstalledBluesky {
  /** The Node it is built for: its SQLite does not run on every one. */
  node: string;
  server: string;
}

/**
 * Installs the locked PDS the first time it is asked for (about three minutes and 400 MB; its SQLite is compiled where no built one
 * can be had, which needs a C++ compiler and Python). @throws with what npm said
 */
export async function installBluesky(): Promise<InstalledBluesky> {
  const nodeFolder = path.join(FOLDER, 'node_modules', `node-${process.platform}-${process.arch}`);
  const node = path.join(nodeFolder, 'bin', 'node');
  const stamp = path.join(FOLDER, '.installed');
  mkdirSync(FOLDER, { recursive: true });
  for (const file of FILES) copyFileSync(path.join(SOURCE, file), path.join(FOLDER, file));
  const lock = readFileSync(path.join(FOLDER, 'package-lock.json'), 'utf8');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    console.error('installing the real Bluesky PDS, once…');
    await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {});
    // Its own Node first on the PATH, and that Node's headers: built against the machine's, SQLite would not load.
    const env = { PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`, npm_config_nodedir: nodeFolder };
    await npm(['rebuild', 'better-sqlite3', 'sharp'], env);
    writeFileSync(stamp, lock);
  }
  return { node, server: path.join(FOLDER, 'server.mjs') };
}

async function npm(args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn('npm', args, { cwd: FOLDER, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`npm ${args.join(' ')}:\n${said.slice(-3_000)}`);
}
