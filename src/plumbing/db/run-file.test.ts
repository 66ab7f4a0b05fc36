import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { keepRunFile, readRunFile } from './run-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'palabre-run-file-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RUN = { supervisor: { pid: 1, startedAt: '1' }, socket: null, address: 'http://127.0.0.1:3000', web: null, worker: null, boot: 'x' };

test('a change that cannot be written stops nobody, and is written as soon as it can be', async () => {
  const run = keepRunFile(folder, RUN, 10);
  run.note({ socket: null });
  const inTheWay = path.join(folder, 'running.json.new');
  mkdirSync(inTheWay);
  run.note({ socket: '/run/palabre' });
  expect(readRunFile(folder)?.socket).toBe(null);
  rmSync(inTheWay, { recursive: true });
  await vi.waitFor(() => expect(readRunFile(folder)?.socket).toBe('/run/palabre'), { timeout: 20_000 });
  run.remove();
  expect(readRunFile(folder)).toBe(null);
});
