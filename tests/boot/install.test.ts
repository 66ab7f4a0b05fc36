import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pinnedNode } from '../../boot/install.mjs';
import { openSpeech } from '../../boot/speech.mjs';
import { ROOT } from '../house/planted.ts';

const speech = { ...openSpeech(ROOT), say: () => undefined };
let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'palabre-install-'));
  folder = path.join(root, 'node_modules', 'node');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version: '24.21.0' }));
  // As the script ends where the registry has no Node for a system.
  writeFileSync(path.join(folder, 'installArchSpecificPackage.js'), 'process.exit(1)');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the Node of the package is fetched by its own script', async () => {
  const fetched = `require('fs').mkdirSync('bin'); require('fs').writeFileSync('bin/node', '')`;
  writeFileSync(path.join(folder, 'installArchSpecificPackage.js'), fetched);
  expect(await pinnedNode(root, speech)).toBe(path.join(folder, 'bin', 'node'));
});

test('a system it is not made for: the Node that runs us serves, when it is of the same line', async () => {
  const node = await pinnedNode(root, speech, { version: '24.3.0', path: process.execPath });
  expect(readlinkSync(node)).toBe(process.execPath);
});

test('a system it is not made for, and another Node: one sentence says which to install', async () => {
  const trouble = await pinnedNode(root, speech, { version: '20.20.2', path: process.execPath }).catch((error: unknown) => error);
  expect(trouble).toMatchObject({ key: 'cli_node_unavailable', values: { version: '24.21.0', line: '24' } });
  expect(existsSync(path.join(folder, 'bin'))).toBe(false);
});
