import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { beat } from '#modules/publishing';
import { readConfig, type Config } from '#plumbing/config';
import { newId } from '#words/ids.ts';
import { openTestDatabase } from '../../../tests/worlds/database.ts';
import { addressOf, type TestDatabase } from '../../../tests/worlds/look-into.ts';
import { examineAddress } from './examine-address.ts';
import { examineClock, examineDatabase, examinePromises, examineSending } from './examine-database.ts';
import { examineDisk, examineProcesses, examineSettings } from './examine-machine.ts';

/** One planted fault each: what the doctor must find, beside what it says when nothing is wrong. */
let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-doctor-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});
beforeEach(async () => void (await database.peek('delete from publishing.worker')));

const configWith = (settings: Record<string, string> = {}): Config => readConfig({ PALABRE_DATA: folder, ...settings }, { root: folder });
const codes = (findings: { about: string; state: string; key: string }[]) => findings.map(({ about, state, key }) => [about, state, key]);

test('settings: no mail, an address of this machine, an address without TLS', () => {
  const https = { PALABRE_PUBLIC_URL: 'https://palabre.example', PALABRE_SMTP_URL: 'smtp://mail.example' };
  expect(codes(examineSettings(configWith(https)))).toEqual([['settings', 'well', 'cli_doctor_settings']]);
  expect(codes(examineSettings(configWith())).slice(1)).toEqual([
    ['mail', 'advice', 'cli_doctor_no_mail'],
    ['public-address', 'advice', 'cli_doctor_loopback'],
  ]);
  expect(codes(examineSettings(configWith({ ...https, PALABRE_PUBLIC_URL: 'http://palabre.example' })))[1]).toEqual([
    'public-address',
    'advice',
    'cli_doctor_no_https',
  ]);
});

test('disk: a folder not made yet lies on the disk above it; where none can be made, that is said', () => {
  expect(examineDisk(configWith({ PALABRE_DATA: path.join(folder, 'not', 'yet') }))).toMatchObject({
    about: 'disk',
    values: { free: expect.any(Number) },
  });
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(examineDisk(configWith({ PALABRE_DATA: path.join(file, 'data') }))).toMatchObject({ state: 'ill', key: 'cli_folder_unwritable' });
});

test('processes: a Palabre that does not run', () => {
  expect(codes(examineProcesses(configWith()))).toEqual([['running', 'ill', 'cli_doctor_not_running']]);
});

test('database: its version, and a role that is too strong', async () => {
  const house = (role: TestDatabase['app']) => ({
    store: database.store,
    config: configWith({ DATABASE_URL: addressOf(database.owner), PALABRE_APP_DATABASE_URL: addressOf(role) }),
  });
  expect(await examineDatabase(house(database.app))).toMatchObject({ state: 'well' });
  await expect(examineDatabase(house(database.owner))).rejects.toThrow();
});

test('sending: nobody sends, somebody does, somebody holds back', async () => {
  const sender = { holder: newId(), kind: 'sender' } as const;
  const { store, clock } = database;
  const examine = () => examineSending({ store, clock });
  expect(await examine()).toMatchObject({ state: 'ill', key: 'cli_doctor_worker_dead' });
  await beat(store, clock.now(), sender, null);
  expect(await examine()).toMatchObject({ state: 'well' });
  await beat(store, clock.now(), sender, 'clock_wrong');
  expect(await examine()).toMatchObject({ state: 'ill', key: 'cli_doctor_sending_clock_wrong' });
  await beat(store, new Date(clock.now().getTime() - 36_000), sender, null);
  expect(await examine()).toMatchObject({ state: 'ill', key: 'cli_doctor_worker_dead' });
  expect(await examinePromises({ store })).toMatchObject({ state: 'well' });
});

test('clock: more than a minute away from the database', async () => {
  const { store } = database;
  const config = configWith({ PALABRE_PLC_URL: 'http://127.0.0.1:9' });
  const at = (shift: number) => examineClock({ store, config, clock: { now: () => new Date(Date.now() + shift) } });
  expect(await at(30_000)).toMatchObject({ state: 'well', values: { sources: 'database' } });
  expect(await at(90_000)).toMatchObject({ state: 'ill', values: { seconds: 90, source: 'database' } });
  expect(await at(-90_000)).toMatchObject({ state: 'ill' });
});

test('public address: nobody answers, somebody else answers, Palabre answers', async () => {
  let said = '<h1>It works</h1>';
  const server = createServer((_, response) => void response.end(said));
  const address = await listening(server);
  const examine = (publicUrl: string) => examineAddress({ publicUrl: new URL(publicUrl) });
  expect(await examine('http://127.0.0.1:9')).toMatchObject({ state: 'ill', key: 'cli_doctor_unreachable' });
  expect(await examine(address)).toMatchObject({ state: 'ill', key: 'cli_doctor_not_us' });
  said = JSON.stringify({ palabre: '0.1.0' });
  expect(await examine(address)).toMatchObject({ state: 'advice', key: 'cli_doctor_reachable_here' });
  server.close();
});

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
