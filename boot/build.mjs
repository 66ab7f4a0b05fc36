import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';
import { Trouble } from './trouble.mjs';

const SOURCES = [
  'src',
  'messages',
  'static',
  'vite.config.ts',
  'vite.islands.ts',
  'vite.plurals.ts',
  'vite.processes.ts',
  'boot/catalogues.mjs',
  'boot/compile-messages.mjs',
  'boot/programs.mjs',
  'package.json',
  'package-lock.json',
];
/** Generated, or never part of the build: a change there builds nothing. */
const APART = ['src/messages', 'static/islands', 'static/studio'];

/**
 * Builds pages and processes when their sources changed since the last build that succeeded.
 * @param {string} root @param {string} node the pinned Node @param {import('./speech.mjs').Speech} speech
 */
export async function prepareBuild(root, node, speech) {
  const stamp = path.join(root, 'build', '.palabre-sources');
  const sources = hashOfSources(root);
  const catalogue = path.join(root, 'src', 'messages', 'messages.js');
  if (existsSync(catalogue) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;

  speech.say('cli_building');
  const began = Date.now();
  rmSync(stamp, { force: true });
  const bin = (file) => path.join(root, 'node_modules', file);
  const steps = [
    ['cli_building_messages', [path.join(root, 'boot', 'compile-messages.mjs')]],
    ['cli_building_pages', [bin('vite/bin/vite.js'), 'build']],
  ];
  // Children of the build find the pinned Node first, whatever Node the machine has.
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`, NODE_ENV: 'production' };
  for (const [index, [key, args]] of steps.entries()) {
    speech.progress(speech.phrase('cli_building_progress', { step: index + 1, steps: steps.length, what: speech.phrase(key) }));
    const { code, said } = await run(node, args, { cwd: root, env });
    if (code === 0) continue;
    process.stderr.write(said);
    throw new Trouble(/ENOSPC/.test(said) ? 'cli_disk_full_program' : 'cli_build_failed', { folder: root });
  }
  writeFileSync(stamp, sources);
  speech.say('cli_built', { seconds: Math.round((Date.now() - began) / 1000) });
}

/** @param {string} root */
export function hashOfSources(root) {
  const hash = createHash('sha256');
  const add = (place) => {
    const full = path.join(root, place);
    if (!existsSync(full) || APART.includes(place) || place.endsWith('.test.ts')) return;
    const entries = readdirSync(path.dirname(full), { withFileTypes: true }).find((entry) => entry.name === path.basename(full));
    if (!entries.isDirectory()) return void hash.update(`${place}\0`).update(readFileSync(full)).update('\0');
    for (const name of readdirSync(full).sort()) add(`${place}/${name}`);
  };
  SOURCES.forEach(add);
  return hash.digest('hex');
}
