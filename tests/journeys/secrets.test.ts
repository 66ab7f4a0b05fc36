import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addChannel, openLine, rotateSecrets } from '../../src/modules/channels/index.server.ts';
import { addDevice, connectBot } from '../../src/modules/notices/index.server.ts';
import type { Messenger, NetworkName } from '../../src/networks/contract.ts';
import { addKey } from '../../src/plumbing/seal/index.ts';
import type { Actor } from '../../src/words/actor.ts';
import type { Id } from '../../src/words/ids.ts';
import { ROOT } from '../house/planted.ts';
import { startFakenet, type Fakenet } from '../worlds/fakenet/index.ts';
import { openInside, type Inside } from './palabre/inside.ts';
import { startPalabre, type Palabre } from './palabre/start.ts';
import { canary, singing, singingFiles } from './tenants/canaries.ts';
import { readForms } from './tenants/forms.ts';
import { addressOf, audienceOf } from './tenants/recipes.ts';
import { readRoutes } from './tenants/router.ts';
import { openTenant, ownerOf, PASSWORD, type Tenant } from './tenants/tenant.ts';
import { openVisitor, signIn } from './tenants/visitor.ts';

/** T20: two hundred canaries among the secrets of channels; then everything that can be read is searched for one. */
const CHANNELS = 200;
const NETWORKS: NetworkName[] = ['mastodon', 'bluesky', 'wordpress', 'webhook'];
const worker: Actor = { kind: 'system', name: 'worker' };

let net: Fakenet;
let palabre: Palabre;
let inside: Inside;
let tenant: Tenant;
const secrets = new Map<Id, string>();

beforeAll(async () => {
  net = await startFakenet({ networks: ['bluesky', 'mastodon'] });
  palabre = await startPalabre(net);
  inside = await openInside(palabre);
  tenant = await openTenant(inside.house, 'GIRAFE');
  for (let n = 0; n < CHANNELS; n += 1) await channelWithCanary(n);
  await beToldWithCanaries();
});
afterAll(async () => {
  await inside?.close();
  await palabre?.stop();
  await net?.stop();
});

/** What opens a person's own bot, and the address that wakes their browser. */
async function beToldWithCanaries(): Promise<void> {
  const { house } = inside;
  const messenger = { readBot: async () => ({ kind: 'bot', handle: 'palabre_bot' }) } as unknown as Messenger;
  const owner = ownerOf(tenant);
  await connectBot({ ...house, messenger }, tenant.workspaceId, owner, canary());
  const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
  const subscription = { endpoint: `https://push.example.com/${canary()}`, ...keys };
  await house.store.inWorkspace(tenant.workspaceId, owner, (ctx) => addDevice(ctx, house.seal, subscription, 'Téléphone'));
}

async function channelWithCanary(n: number): Promise<void> {
  const secret = canary();
  const owner: Actor = { kind: 'person', userId: tenant.ownerUserId, name: 'Awa', role: 'owner', clients: 'all' };
  const id = await inside.house.store.inWorkspace(tenant.workspaceId, owner, (ctx) =>
    addChannel(ctx, inside.house.seal, {
      clientId: tenant.ids.client,
      network: NETWORKS[n % NETWORKS.length]!,
      name: `Compte ${n}`,
      address: net.addresses.mastodon,
      identity: { networkUserId: `account-${n}`, handle: `@compte${n}`, displayName: `Compte ${n}`, profileUrl: null, facts: {} },
      secret: { token: secret, user: 'awa', password: secret, secret },
      session: { accessJwt: canary(), refreshJwt: canary() },
      onceClass: 'L',
      quietMs: 1000,
    }),
  );
  secrets.set(id, secret);
}

const secretOf = async (id: Id): Promise<string | undefined> =>
  inside.house.store.inWorkspace(tenant.workspaceId, worker, async (ctx) => (await openLine(ctx, inside.house, id)).secret.token);

test('T20: a sealed secret moved to another row, or into another field, does not open', async () => {
  const before = await inside.steal<{ channel_id: Id; sealed: Buffer }>(
    'select channel_id, sealed from channels.secret order by channel_id',
  );
  const ids = before.map((row) => row.channel_id);
  const give = (id: Id, sealed: Buffer) => inside.steal('update channels.secret set sealed = $2 where channel_id = $1', [id, sealed]);
  let refused = 0;
  for (const [index, id] of ids.entries()) await give(id, before[(index + 1) % before.length]!.sealed);
  for (const id of ids)
    refused += await secretOf(id).then(
      () => 0,
      (error: { code?: string }) => (error.code === 'secret_unreadable' ? 1 : 0),
    );
  for (const { channel_id, sealed } of before) await give(channel_id, sealed);
  const [session] = await inside.steal<{ channel_id: Id; sealed: Buffer }>(
    'select channel_id, sealed from channels.session where sealed is not null limit 1',
  );
  await give(session!.channel_id, session!.sealed);
  await expect(secretOf(session!.channel_id)).rejects.toMatchObject({ code: 'secret_unreadable' });
  await give(session!.channel_id, before.find((row) => row.channel_id === session!.channel_id)!.sealed);
  console.log(JSON.stringify({ test: 'T20', swapped: ids.length, refused, target: ids.length }));
  expect(refused).toBe(ids.length);
});

test('T20: while keys are changed, every secret opens at every moment', async () => {
  let running = true;
  let opened = 0;
  const readers = Array.from({ length: 4 }, async (_, reader) => {
    const ids = [...secrets.keys()];
    for (let n = reader; running; n += 1, opened += 1) expect(await secretOf(ids[n % ids.length]!)).toBe(secrets.get(ids[n % ids.length]!));
  });
  addKey(inside.house.config.keyFile);
  const changed = await rotateSecrets(inside.house, [tenant.workspaceId]);
  running = false;
  await Promise.all(readers);
  const old = await inside.steal<{ n: number }>('select count(*)::int as n from channels.secret where key_id <> $1', [
    inside.house.seal.currentKeyId(),
  ]);
  console.log(JSON.stringify({ test: 'T20', rotated: changed, openedMeanwhile: opened, leftUnderTheOldKey: old[0]!.n }));
  expect([changed >= CHANNELS, opened > 0, old[0]!.n]).toEqual([true, true, 0]);
  for (const [id, secret] of secrets) expect(await secretOf(id)).toBe(secret);
});

test('T20: no page, no refusal and no error page says a secret', async () => {
  const visitor = openVisitor(palabre.origin);
  await signIn(visitor, tenant.email, PASSWORD);
  const pages = new Map<string, string>();
  const channels = [tenant.ids.channel, ...[...secrets.keys()].slice(0, NETWORKS.length)];
  for (const route of readRoutes(ROOT).filter((one) => audienceOf(one) === 'tenant' && one.page))
    for (const channel of route.params.includes('channel') ? channels : [tenant.ids.channel]) {
      const address = addressOf(route, () => ({ ...tenant, ids: { ...tenant.ids, channel } }));
      const page = await visitor.get(address);
      pages.set(address, page.text);
      // A secret typed into a form that is refused must not come back in the page.
      for (const form of readForms(page.text).filter((one) => one.fields.some(([name]) => /password|secret|token/i.test(name)))) {
        const fields = form.fields.map(([name, value]): [string, string] => [name, /password|secret|token/i.test(name) ? canary() : value]);
        const target = new URL(form.action || address, `${palabre.origin}${address}`);
        pages.set(`POST ${address} ${form.action}`, (await visitor.post(target.pathname + target.search, fields)).text);
      }
    }
  console.log(JSON.stringify({ test: 'T20', pages: pages.size, singing: singing(pages).length, target: 0 }));
  expect(singing(pages)).toEqual([]);
  expect(pages.size).toBeGreaterThan(10);
});

test('T20: database files, journals, media and logs hold no secret, in no disguise', async () => {
  await inside.steal('checkpoint');
  const { files, singing: found } = singingFiles(palabre.data, /\/secrets$/);
  const logs = singing(new Map([['log', palabre.said()]]));
  console.log(JSON.stringify({ test: 'T20', canaries: CHANNELS * 3, files, singing: found.length, logs: logs.length, target: 0 }));
  expect([found, logs]).toEqual([[], []]);
  expect(files).toBeGreaterThan(500);
});

test('the search finds a canary in every disguise it knows', () => {
  const bird = canary();
  const disguised = [
    bird,
    `x${Buffer.from(`ab${bird}`).toString('base64')}`,
    Buffer.from(`a${bird}`).toString('base64url'),
    Buffer.from(bird).toString('hex'),
  ];
  expect(singing(new Map(disguised.map((text, index) => [String(index), text])))).toEqual(['0', '1', '2', '3']);
  expect(singing(new Map([['silent', Buffer.from('CanaryOf').toString('base64')]]))).toEqual([]);
});
