import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import {
  beat,
  beginReconciliation,
  checkInstance,
  forget,
  isReconciling,
  noteAlive,
  readSendingHealth,
  reconcile,
} from './index.server.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-instance-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});
const check = (dataDir = folder) => checkInstance(database.store, dataDir, database.clock.now());

test('the first start and every start after it know their database', async () => {
  expect(await check()).toBe(false);
  expect(await check()).toBe(false);
});

test('a copied folder, or a database put back under another folder, sends nothing before it has looked', async () => {
  await check();
  const copy = `${folder}-copy`;
  cpSync(folder, copy, { recursive: true });
  expect(await check(copy)).toBe(true);
  expect(await isReconciling(database.store)).toBe(true);
  // Nothing was planned: there is nothing to look for.
  expect(await reconcile(database.store, database.clock.now())).toBe(false);
  expect(await check(copy)).toBe(false);
  rmSync(copy, { recursive: true });
});

test('another machine joins while a worker is at work; after a stop it is a restore', async () => {
  await check();
  const holder = newId();
  await beat(database.store, database.clock.now(), { holder, kind: 'worker' }, null);
  const [second, third] = [mkdtempSync(path.join(tmpdir(), 'palabre-second-')), mkdtempSync(path.join(tmpdir(), 'palabre-third-'))];
  expect(await check(second)).toBe(false);
  await forget(database.store, holder);
  expect(await check(third)).toBe(true);
  rmSync(second, { recursive: true });
  rmSync(third, { recursive: true });
});

test('a database put back to an earlier day under the same folder is found out: it forgot a sign of life', async () => {
  await check();
  const holder = newId();
  const live = async (): Promise<void> => {
    const now = database.clock.now();
    await beat(database.store, now, { holder, kind: 'worker' }, null);
    noteAlive(folder, now);
  };
  await live();
  expect(await check()).toBe(false);
  const then = database.clock.now();
  database.clock.advance(3_600_000);
  await live();
  expect(await check()).toBe(false);
  // What pg_restore of the day before leaves.
  await database.peek('update publishing.worker set beat_at = $1', [then]);
  expect(await check()).toBe(true);
});

test('whether it reconciles is read where it is written, not from what a sender last said', async () => {
  const health = () => readSendingHealth(database.store, database.clock.now());
  await check();
  await beat(database.store, database.clock.now(), { holder: newId(), kind: 'sender' }, null);
  await beginReconciliation(database.store, database.clock.now(), database.clock.now());
  expect(await health()).toMatchObject({ alive: true, trouble: 'reconciling', reconciling: true });
  await reconcile(database.store, database.clock.now());
  expect(await health()).toMatchObject({ alive: true, trouble: null, reconciling: false });
  await beginReconciliation(database.store, database.clock.now(), database.clock.now());
  await beat(database.store, database.clock.now(), { holder: newId(), kind: 'sender' }, 'clock_wrong');
  await database.peek("update publishing.worker set trouble = 'clock_wrong'");
  expect(await health()).toMatchObject({ trouble: 'clock_wrong', reconciling: true });
});

test('sending is healthy while a sender gives signs of life, and says why it sends nothing', async () => {
  const health = () => readSendingHealth(database.store, database.clock.now());
  expect(await health()).toMatchObject({ alive: false, senders: 0, trouble: null });
  const holder = newId();
  await beat(database.store, database.clock.now(), { holder, kind: 'sender' }, 'clock_wrong');
  expect(await health()).toMatchObject({ alive: true, trouble: 'clock_wrong' });
  database.clock.advance(60_000);
  expect(await health()).toMatchObject({ alive: false });
});
