import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { as, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { openWorkspace, type TestWorkspace } from '../../tests/worlds/people.ts';
import { addChannel } from '#modules/channels';
import { createClient } from '#modules/clients';
import { forget, readPublication, readSendingHealth, runSender, schedulePublications } from '#modules/publishing';
import { readConfig, type Config } from '#plumbing/config';
import { openStore, sql, type Store } from '#plumbing/db';
import { openSeal } from '#plumbing/seal';
import { newId } from '#words/ids.ts';
import { openSender } from './open-sender.ts';

/** The real sender, and a receiver nobody has spoken to yet. Our clock is ahead of its by so many milliseconds. */
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };
let receiver: Server;
let saysDate = true;
const asked: string[] = [];
let database: TestDatabase;
let store: Store;
let atelier: TestWorkspace;
let folder: string;
let config: Config;
let stopSender: () => Promise<void>;

beforeAll(async () => {
  database = await openTestDatabase();
  store = openStore(database.app, { clock });
  atelier = await openWorkspace(database);
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-clock-'));
});
afterAll(async () => {
  await store.close();
  await database.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  [asked.length, saysDate] = [0, true];
  receiver = createServer((request, response) => {
    asked.push(request.method!);
    response.sendDate = saysDate;
    request.resume().once('end', () => response.writeHead(204).end());
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  config = configFor(hostOf(receiver));
});
afterEach(async () => {
  await stopSender();
  receiver.close();
});

const hostOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;

/** As with the embedded database, which shares our clock; the directory of accounts does not answer. */
const configFor = (allowHosts: string): Config =>
  readConfig({
    ...{ PALABRE_DATA: folder, PALABRE_LOG: 'silent' },
    ...{ PALABRE_ALLOW_HOSTS: allowHosts, PALABRE_PLC_URL: 'http://127.0.0.1:1' },
  });

/** Plans a post to the receiver, due now by our clock, and sets a sender to work that has heard nobody yet. */
async function sendFirst() {
  const address = `http://${hostOf(receiver)}/hook`;
  const work = as({ store }, atelier.awa, atelier.workspaceId);
  const [id] = await work(async (ctx) => {
    const { id: clientId } = await createClient(ctx, { name: address });
    const channelId = await addChannel(ctx, openSeal(config.keyFile), {
      ...{ clientId, network: 'webhook', name: 'Caisse', address, session: null, onceClass: 'N', quietMs: 0 },
      identity: { networkUserId: address, handle: 'caisse', displayName: 'Caisse', profileUrl: null, facts: {} },
      secret: { secret: `whsec_${Buffer.from('a secret long enough').toString('base64')}` },
    });
    const segments = [{ text: 'Bonjour', title: '', language: 'fr', media: [] }];
    return schedulePublications(ctx, {
      ...{ postId: newId(), clientId, wall: ctx.now().toISOString().slice(0, 16), zone: 'Africa/Lome', notBefore: ctx.now() },
      publications: [{ channelId, network: 'webhook', onceClass: 'N', networkUserId: address, segments }],
    });
  });

  const sender = openSender(config, database.app, clock);
  const [stop, holder] = [new AbortController(), newId()];
  const life = runSender(sender.world, { holder, stop: stop.signal, listen: () => undefined });
  stopSender = async () => {
    stop.abort();
    await life;
    await forget(store, holder);
    await sender.close();
  };
  return {
    state: async () => (await work((ctx) => readPublication(ctx, id!))).state,
    trouble: async () => (await sender.giveSign(holder), (await readSendingHealth(store, clock.now())).trouble),
    /** It was judged while the clock was wrong, and will be judged again. */
    isPutOff: async () => {
      const { rows } = await sql<{ next_at: Date }>`select next_at from publishing.due where publication_id = ${id!}`.execute(
        store.outside,
      );
      return rows[0]!.next_at > clock.now();
    },
  };
}

test('the first post of all is held while our clock is ten minutes ahead; set right, its hour has not come', async () => {
  ahead = 600_000;
  const { state, trouble, isPutOff } = await sendFirst();
  await expect.poll(trouble, { timeout: 10_000 }).toBe('clock_wrong');
  await expect.poll(isPutOff, { timeout: 10_000 }).toBe(true);
  expect([await state(), asked]).toEqual(['READY', ['HEAD']]);
  ahead = 0;
  expect(await trouble()).toBeNull();
  expect([await state(), asked]).toEqual(['READY', ['HEAD']]);
});

test('behind, it holds too; set right, the time is asked again and the post leaves', async () => {
  ahead = -600_000;
  const { state, trouble, isPutOff } = await sendFirst();
  await expect.poll(trouble, { timeout: 10_000 }).toBe('clock_wrong');
  await expect.poll(isPutOff, { timeout: 10_000 }).toBe(true);
  expect([await state(), asked]).toEqual(['READY', ['HEAD']]);
  ahead = 0;
  await expect.poll(state, { timeout: 15_000 }).toBe('PUBLISHED');
  expect(asked).toEqual(['HEAD', 'HEAD', 'POST']);
});

test('a receiver that says no date proves nothing, and is asked once only', async () => {
  [ahead, saysDate] = [600_000, false];
  const { state } = await sendFirst();
  await expect.poll(state, { timeout: 15_000 }).toBe('PUBLISHED');
  expect(asked).toEqual(['HEAD', 'POST']);
});
