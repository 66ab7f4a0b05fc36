import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionInMemory } from '#networks/contract';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import {
  correctArticle,
  createSite,
  findSite,
  hideArticle,
  listArticles,
  listSites,
  readAddresses,
  readArticle,
  readArticlePage,
  readHome,
  readSite,
  showArticle,
  siteNetwork,
} from './index.server.ts';
import { foundingHouse, kossiwasSite, type KossiwasSite } from './world.fixture.ts';

let database: TestDatabase;
let world: KossiwasSite;
beforeAll(async () => {
  database = await openTestDatabase();
  world = await kossiwasSite(database);
});
afterAll(() => database.close());

async function publishThirty(on: KossiwasSite) {
  for (let n = 1; n <= 30; n += 1) {
    database.clock.advance(60_000);
    await on.publish(`Article ${n}`, `Le texte **numéro ${n}**.`);
  }
}

test('the home shows the newest twelve, then the others by page, and no page beyond the last', async () => {
  const busy = await kossiwasSite(database, 'Busy');
  await publishThirty(busy);
  const first = await busy.visit((ctx) => readHome(ctx, busy.siteId));
  expect(first).toMatchObject({ page: 1, pages: 3 });
  expect(first.articles[0]).toMatchObject({ title: 'Article 30', excerpt: 'Le texte numéro 30.', minutes: 1 });
  expect((await busy.visit((ctx) => readHome(ctx, busy.siteId, 3))).articles.map((one) => one.title).at(-1)).toBe('Article 1');
  await expect(busy.visit((ctx) => readHome(ctx, busy.siteId, 4))).rejects.toMatchObject({ code: 'not_found' });
  const { previous, next } = await busy.visit((ctx) => readArticlePage(ctx, busy.siteId, 'article-10'));
  expect([previous?.title, next?.title]).toEqual(['Article 9', 'Article 11']);
  expect(await busy.visit((ctx) => readAddresses(ctx, busy.siteId))).toHaveLength(30);
});

test('a hidden article is gone for visitors, flagged gone for publishing, kept for the studio, and comes back', async () => {
  const id = await world.publish('À retirer', 'Oups.');
  const network = siteNetwork({ store: database.store, config: { publicUrl: new URL('http://localhost:3000') } });
  const line = {
    channelId: id,
    workspaceId: world.workspaceId,
    address: '',
    networkUserId: world.siteId,
    secret: {},
    facts: {},
    session: sessionInMemory(),
  };
  const isLive = () => network.isLive({ line, signal: new AbortController().signal }, id);
  await world.asAwa((ctx) => hideArticle(ctx, id));
  await expect(world.visit((ctx) => readArticlePage(ctx, world.siteId, 'a-retirer'))).rejects.toMatchObject({ code: 'not_found' });
  expect(await isLive()).toBe('gone');
  expect((await world.asAwa((ctx) => listArticles(ctx, world.siteId)))[0]).toMatchObject({ id, hiddenAt: expect.any(Date) });
  await world.asAwa((ctx) => showArticle(ctx, id));
  expect(await isLive()).toBe('live');
});

test('a correction keeps the address and every earlier wording, and two people do not overwrite each other', async () => {
  const id = await world.publish('Une fote', 'Le texte.');
  database.clock.advance(3600_000);
  const version = await world.asAwa((ctx) => correctArticle(ctx, id, { version: 1, title: 'Une faute', text: 'Le texte.' }));
  expect(version).toBe(2);
  const page = await world.visit((ctx) => readArticlePage(ctx, world.siteId, 'une-fote'));
  expect(page.article).toMatchObject({ title: 'Une faute', changedAt: database.clock.now() });
  const { versions } = await world.asAwa((ctx) => readArticle(ctx, id));
  expect(versions.map((one) => [one.version, one.title, one.changedBy])).toEqual([
    [2, 'Une faute', 'Awa'],
    [1, 'Une fote', ''],
  ]);
  await expect(world.asAwa((ctx) => correctArticle(ctx, id, { version: 1, title: 'Autre', text: 'Autre' }))).rejects.toMatchObject({
    code: 'stale',
  });
});

test('publishing again after a correction is still the same article, and the correction stays', async () => {
  const network = siteNetwork({ store: database.store, config: { publicUrl: new URL('http://localhost:3000') } });
  const line = {
    channelId: 'c',
    workspaceId: world.workspaceId,
    address: '',
    networkUserId: world.siteId,
    secret: {},
    facts: {},
    session: sessionInMemory(),
  };
  const id = await world.publish('Rejoué', 'Le texte.');
  await world.asAwa((ctx) => correctArticle(ctx, id, { version: 1, title: 'Rejoué, corrigé', text: 'Le texte.' }));
  const payload = { title: 'Rejoué', text: 'Le texte.', language: 'fr', media: [] };
  const order = { opId: id, payload, createdAt: new Date(), prepared: {}, root: null, parent: null, firstIntentAt: null };
  expect(await network.publish({ line, signal: new AbortController().signal }, order)).toMatchObject({ kind: 'published', remoteId: id });
  expect((await world.asAwa((ctx) => readArticle(ctx, id))).article.title).toBe('Rejoué, corrigé');
});

test('a site is found by its slug, whatever the workspace, and only its own articles are read there', async () => {
  const twin = await kossiwasSite(database);
  expect(twin.slug).toBe('le-carnet-de-kossiwa-2');
  const found = await findSite(database.store, twin.slug);
  expect(found?.site.id).toBe(twin.siteId);
  await world.publish('Chez moi', 'texte');
  await expect(found!.visit((ctx) => readArticlePage(ctx, twin.siteId, 'chez-moi'))).rejects.toMatchObject({ code: 'not_found' });
  // Even with the other site's id, the door of one workspace opens nothing of another.
  await expect(found!.visit((ctx) => readArticlePage(ctx, world.siteId, 'chez-moi'))).rejects.toMatchObject({ code: 'not_found' });
  expect(await findSite(database.store, 'personne')).toBeNull();
});

test('another workspace neither reads, hides nor corrects an article it knows the id of', async () => {
  const stranger = await kossiwasSite(database);
  const id = await world.publish('Secret des voisins', 'texte');
  await expect(stranger.asAwa((ctx) => readArticle(ctx, id))).rejects.toMatchObject({ code: 'not_found' });
  await expect(stranger.asAwa((ctx) => hideArticle(ctx, id))).rejects.toMatchObject({ code: 'not_found' });
  await expect(stranger.asAwa((ctx) => correctArticle(ctx, id, { version: 1, title: 'x', text: 'x' }))).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(stranger.asAwa((ctx) => readSite(ctx, world.siteId))).rejects.toMatchObject({ code: 'not_found' });
  expect((await stranger.asAwa(listSites)).map((site) => site.id)).toEqual([stranger.siteId]);
});

test('a workspace may have several sites, and an address chosen by hand is refused when taken', async () => {
  const make = (slug: string) =>
    world.asAwa((ctx) =>
      createSite(ctx, foundingHouse, { clientId: world.clientId, title: 'Chez Tantine Afi', slug, language: 'fr', zone: 'Africa/Lome' }),
    );
  await make('tantine-afi');
  await expect(make('tantine-afi')).rejects.toMatchObject({ code: 'site_slug_taken', status: 409 });
  expect(await world.asAwa(listSites)).toHaveLength(2);
});
