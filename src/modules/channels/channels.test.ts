import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { createClient } from '#modules/clients';
import { addKey } from '#plumbing/seal';
import { openTestDatabase, worker, type TestDatabase } from '../../../tests/worlds/database.ts';
import { startFakenet, tokenOf, type Fakenet } from '../../../tests/worlds/fakenet/index.ts';
import { networksOn, signal } from '../../../tests/worlds/lines.ts';
import { openWorkspace, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { switchboardOf } from '../../../tests/worlds/switchboard.ts';
import {
  checkChannel,
  confirmIdentity,
  connectChannel,
  listChannels,
  openLine,
  pauseChannel,
  readChannel,
  recordHealth,
  removeChannel,
  resumeChannel,
  rotateSecrets,
} from './index.server.ts';

let database: TestDatabase;
let net: Fakenet;
let house: ReturnType<typeof switchboardOf>;
let atelier: TestWorkspace;
let clientId: Id;
beforeAll(async () => {
  database = await openTestDatabase();
  net = await startFakenet({ networks: ['mastodon', 'lookalike'] });
});
afterAll(async () => {
  await net.stop();
  await database.close();
});
beforeEach(async () => {
  house = switchboardOf(database, Object.values(networksOn(net, () => database.clock.now())));
  atelier = await openWorkspace(database);
  clientId = await client('Chez Kossiwa');
});
afterEach(() => house.close());

const client = async (name: string): Promise<Id> => (await atelier.as(atelier.awa)((ctx) => createClient(ctx, { name }))).id;
const connect = (options: { as?: Actor; account?: number; channelId?: Id; clientId?: Id } = {}): Promise<Id> =>
  connectChannel(
    house,
    atelier.workspaceId,
    options.as ?? atelier.awa,
    {
      network: 'mastodon',
      clientId: options.clientId ?? clientId,
      name: '',
      form: { address: net.addresses.mastodon, token: tokenOf(net.accounts[options.account ?? 0]!) },
      ...(options.channelId ? { channelId: options.channelId } : {}),
    },
    signal(),
  );
const read = (id: Id) => atelier.as(atelier.awa)((ctx) => readChannel(ctx, id));
const lineTo = (id: Id) => atelier.as(worker)((ctx) => openLine(ctx, house, id));

test('an account is connected by asking the network who it is, and its secret is nowhere in clear', async () => {
  const id = await connect();
  expect(await read(id)).toMatchObject({ network: 'mastodon', onceClass: 'K', state: 'connected', problem: null });
  expect((await lineTo(id)).secret).toEqual({ token: tokenOf(net.accounts[0]!) });
  const rows = await database.peek('select to_jsonb(c) as row from channels.channel c union all select to_jsonb(s) from channels.secret s');
  expect(JSON.stringify(rows)).not.toContain(tokenOf(net.accounts[0]!));
});

test('one account is one channel: a second time would publish twice', async () => {
  const id = await connect();
  await expect(connect()).rejects.toMatchObject({ code: 'channel_exists' });
  await atelier.as(atelier.awa)((ctx) => removeChannel(ctx, id));
  await expect(connect()).resolves.not.toBe(id);
});

test('only owners touch secrets; managers pause and resume; creators see the channels of their clients', async () => {
  const id = await connect();
  const other = await client('Hôtel Sarakawa');
  const manager = await atelier.join('Yao', 'manager');
  const creator = await atelier.join('Edem', 'creator', [other]);
  await expect(connect({ as: manager })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(atelier.as(manager)((ctx) => removeChannel(ctx, id))).rejects.toMatchObject({ code: 'forbidden' });
  await atelier.as(manager)((ctx) => pauseChannel(ctx, id));
  expect((await read(id)).state).toBe('paused');
  await atelier.as(manager)((ctx) => resumeChannel(ctx, id));
  expect((await read(id)).state).toBe('connected');
  await expect(atelier.as(creator)((ctx) => pauseChannel(ctx, id))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(atelier.as(creator)((ctx) => openLine(ctx, house, id))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(atelier.as(creator)((ctx) => readChannel(ctx, id))).rejects.toMatchObject({ code: 'not_found' });
  expect(await atelier.as(creator)((ctx) => listChannels(ctx))).toEqual([]);
});

test('another workspace sees, opens and changes nothing', async () => {
  const id = await connect();
  const stranger = await openWorkspace(database, 'Autre atelier');
  const there = stranger.as(stranger.awa);
  expect(await there((ctx) => listChannels(ctx, { removed: true }))).toEqual([]);
  for (const verb of [readChannel, pauseChannel, removeChannel])
    await expect(there((ctx) => verb(ctx, id) as Promise<unknown>)).rejects.toMatchObject({ code: 'not_found' });
  await expect(there((ctx) => openLine(ctx, house, id))).rejects.toMatchObject({ code: 'not_found' });
});

test('sealed values swapped between two rows do not open', async () => {
  const [one, two] = [await connect(), await connect({ account: 1 })];
  await database.peek(
    `update channels.secret s set sealed = o.sealed from channels.secret o
     where s.channel_id in ($1, $2) and o.channel_id in ($1, $2) and o.channel_id <> s.channel_id`,
    [one, two],
  );
  for (const id of [one, two]) await expect(lineTo(id)).rejects.toMatchObject({ code: 'secret_unreadable' });
});

test('the network is asked who we are at most once a minute, and another account stops the channel', async () => {
  const id = await connect();
  const confirm = () => confirmIdentity(house, atelier.workspaceId, id, signal());
  const asked = () => net.truth().filter((entry) => entry.kind === 'call' && entry.path.includes('verify_credentials')).length;
  const before = asked();
  expect(await confirm()).toEqual({ kind: 'same' });
  expect(asked()).toBe(before);
  database.clock.advance(61_000);
  expect(await confirm()).toEqual({ kind: 'same' });
  expect(await confirm()).toEqual({ kind: 'same' });
  expect(asked()).toBe(before + 1);

  await database.peek('update channels.channel set network_user_id = $2 where id = $1', [id, 'somebody-else']);
  database.clock.advance(61_000);
  expect(await confirm()).toEqual({ kind: 'stop', reason: 'other_account' });
  expect(await read(id)).toMatchObject({ state: 'needs_reconnect', problem: { code: 'other_account' } });
  expect(await confirm()).toEqual({ kind: 'stop', reason: 'needs_reconnect' });
});

test('a network that does not answer stops nothing', async () => {
  const id = await connect();
  database.clock.advance(61_000);
  net.setFaults({ rules: [{ name: 'down', calls: 'reads', share: 1, work: 'none', answer: { status: 503 } }] });
  expect(await confirmIdentity(house, atelier.workspaceId, id, signal())).toMatchObject({ kind: 'unknown' });
  net.setFaults({ rules: [] });
  expect((await read(id)).state).toBe('connected');
});

test('a person asks the network again: the same account sends again, another one does not, no answer changes nothing', async () => {
  const id = await connect();
  const manager = await atelier.join('Yao', 'manager');
  const check = (who = manager) => checkChannel(house, atelier.workspaceId, who, id, signal());
  const note = (problem: string, reconnect: boolean) =>
    atelier.as(worker)((ctx) => recordHealth(ctx, id, { ok: false, problem, reconnect }));

  await note('rate_limited', false);
  expect(await check()).toEqual({ kind: 'same' });
  expect(await read(id)).toMatchObject({ state: 'connected', problem: null, lastSuccessAt: null });

  await note('token_dead', true);
  net.setFaults({ rules: [{ name: 'down', calls: 'reads', share: 1, work: 'none', answer: { status: 503 } }] });
  expect(await check()).toMatchObject({ kind: 'unknown' });
  net.setFaults({ rules: [] });
  expect(await read(id)).toMatchObject({ state: 'needs_reconnect', problem: { code: 'token_dead' } });
  expect(await check()).toEqual({ kind: 'same' });
  expect(await read(id)).toMatchObject({ state: 'connected', problem: null });
  expect(
    await database.peek(`select 1 from facts.fact where name = 'channels.reconnected' and about ->> 'channelId' = $1`, [id]),
  ).toHaveLength(1);

  await atelier.as(manager)((ctx) => pauseChannel(ctx, id));
  expect(await check()).toEqual({ kind: 'same' });
  expect((await read(id)).state).toBe('paused');

  await database.peek('update channels.channel set network_user_id = $2 where id = $1', [id, 'somebody-else']);
  expect(await check()).toEqual({ kind: 'stop', reason: 'other_account' });
  expect((await read(id)).state).toBe('needs_reconnect');
  await expect(check(await atelier.join('Edem', 'creator', [clientId]))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a channel is reconnected by the same account only', async () => {
  const id = await connect();
  await atelier.as(worker)((ctx) => recordHealth(ctx, id, { ok: false, problem: 'token_dead', reconnect: true }));
  await expect(atelier.as(atelier.awa)((ctx) => resumeChannel(ctx, id))).rejects.toMatchObject({ code: 'channel_not_connected' });
  await expect(connect({ channelId: id, account: 1 })).rejects.toMatchObject({ code: 'connect_other_account' });
  expect((await read(id)).state).toBe('needs_reconnect');
  expect(await connect({ channelId: id })).toBe(id);
  expect(await read(id)).toMatchObject({ state: 'connected', problem: null });
});

test('health is shown until the next success', async () => {
  const id = await connect();
  const note = (health: Parameters<typeof recordHealth>[2]) => atelier.as(worker)((ctx) => recordHealth(ctx, id, health));
  await note({ ok: false, problem: 'rate_limited' });
  expect(await read(id)).toMatchObject({ state: 'connected', problem: { code: 'rate_limited' } });
  await note({ ok: true });
  expect(await read(id)).toMatchObject({ problem: null, lastSuccessAt: database.clock.now() });
});

test('removing forgets what opened the account', async () => {
  const id = await connect();
  await atelier.as(atelier.awa)((ctx) => removeChannel(ctx, id));
  expect(await database.peek('select 1 from channels.secret where channel_id = $1', [id])).toEqual([]);
  await expect(lineTo(id)).rejects.toMatchObject({ code: 'channel_closed' });
  expect(await atelier.as(atelier.awa)((ctx) => listChannels(ctx))).toEqual([]);
});

test('secrets are sealed again under a new key while they are read, and none is lost', async () => {
  const ids = [await connect(), await connect({ account: 1 })];
  expect(addKey(house.keyFile)).toBe(2);
  const readers = Array.from({ length: 30 }, (_, n) => lineTo(ids[n % 2]!));
  const rotated = rotateSecrets(house, [atelier.workspaceId]);
  for (const line of await Promise.all(readers)) expect(line.secret['token']).toMatch(/^token-/);
  expect(await rotated).toBe(2);
  expect(await rotateSecrets(house, [atelier.workspaceId])).toBe(0);
  expect(
    await database.peek('select distinct key_id, get_byte(sealed, 0) as byte from channels.secret where channel_id = any($1)', [ids]),
  ).toEqual([{ key_id: 2, byte: 2 }]);
  for (const id of ids) expect((await lineTo(id)).secret['token']).toMatch(/^token-/);
});
