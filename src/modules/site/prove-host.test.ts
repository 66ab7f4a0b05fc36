import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { claimHost, findSite, isSiteHost, proveHost, readSite, recheckHosts, siteAddress, type ProvingHouse } from './index.server.ts';
import { hostOf } from './prove-host.ts';
import { kossiwasSite, type KossiwasSite } from './world.fixture.ts';

const publicUrl = new URL('https://studio.example.com');
let database: TestDatabase;
let house: ProvingHouse;
let world: KossiwasSite;
let records: Map<string, string[] | Error>;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
beforeEach(async () => {
  records = new Map();
  house = {
    store: database.store,
    config: { publicUrl },
    readTxt: async (name) => {
      const answer = records.get(name) ?? [];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  world = await kossiwasSite(database);
});

const claim = (on: KossiwasSite, host: string) => on.asAwa((ctx) => claimHost(ctx, on.siteId, host, publicUrl));
const prove = (on: KossiwasSite) => proveHost(house, on.workspaceId, on.awa, on.siteId);
const site = (on: KossiwasSite) => on.asAwa((ctx) => readSite(ctx, on.siteId));
async function publishRecord(on: KossiwasSite) {
  const { host } = await site(on);
  records.set(host!.recordName, ['v=spf1 -all', host!.recordValue]);
}

test('a host name answers only once its TXT record is there', async () => {
  await claim(world, 'https://Blog-1.Exemple.tg/');
  expect((await site(world)).host).toMatchObject({ host: 'blog-1.exemple.tg', recordName: '_palabre.blog-1.exemple.tg', provenAt: null });
  expect(await prove(world)).toBe('absent');
  expect(await isSiteHost(database.store, 'blog-1.exemple.tg')).toBe(false);
  await publishRecord(world);
  expect(await prove(world)).toBe('proven');
  expect((await findSite(database.store, 'blog-1.exemple.tg'))?.site.id).toBe(world.siteId);
  expect(siteAddress(await site(world), publicUrl)).toBe('https://blog-1.exemple.tg');
});

test('another site’s token proves nothing, and the first to prove a name holds it', async () => {
  const neighbour = await kossiwasSite(database);
  await claim(world, 'blog-2.exemple.tg');
  await claim(neighbour, 'blog-2.exemple.tg');
  await publishRecord(world);
  expect(await prove(neighbour)).toBe('absent');
  expect(await prove(world)).toBe('proven');
  await publishRecord(neighbour);
  await expect(prove(neighbour)).rejects.toMatchObject({ code: 'site_host_taken' });
  expect((await findSite(database.store, 'blog-2.exemple.tg'))?.site.id).toBe(world.siteId);
});

test('a record gone for a week gives the name up; a name server that is silent does not', async () => {
  await claim(world, 'blog-3.exemple.tg');
  await publishRecord(world);
  await prove(world);
  records.set('_palabre.blog-3.exemple.tg', new Error('SERVFAIL'));
  database.clock.advance(30 * 24 * 3600_000);
  await recheckHosts(house);
  expect(await isSiteHost(database.store, 'blog-3.exemple.tg')).toBe(true);
  records.set('_palabre.blog-3.exemple.tg', []);
  await recheckHosts(house);
  expect((await site(world)).host).toMatchObject({ provenAt: expect.any(Date), missingSince: database.clock.now() });
  database.clock.advance(7 * 24 * 3600_000);
  await recheckHosts(house);
  expect(await isSiteHost(database.store, 'blog-3.exemple.tg')).toBe(false);
  expect((await site(world)).host?.provenAt).toBeNull();
});

test('asking for another name gives the first one up at once', async () => {
  await claim(world, 'blog-4.exemple.tg');
  await publishRecord(world);
  await prove(world);
  await claim(world, '');
  expect(await isSiteHost(database.store, 'blog-4.exemple.tg')).toBe(false);
  expect((await site(world)).host).toBeNull();
});

test.each(['studio.example.com', 'https://STUDIO.example.com./x'])('the studio’s own name is never given to a site: %s', (host) => {
  expect(() => hostOf(host, publicUrl)).toThrow('site_host_of_studio');
});

test.each([
  'localhost',
  'app.localhost',
  '127.0.0.1',
  '[::1]',
  '0x7f.1',
  'exemple',
  'a..b',
  '-a.tg',
  'a b.tg',
  'le_carnet.tg',
  '',
  'x@y@z',
  '2130706433',
])('what is no public host name is refused: %s', (host) => {
  expect(() => hostOf(host, publicUrl)).toThrow('invalid');
});

test('a name with accents is kept as it travels', () => {
  expect(hostOf('bénin.tg', publicUrl)).toBe('xn--bnin-bpa.tg');
});
