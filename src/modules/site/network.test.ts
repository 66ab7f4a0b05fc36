import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, type Id } from '#words/ids.ts';
import { sessionInMemory, type Line, type Network, type Order } from '#networks/contract';
import { listChannels, openLine } from '#modules/channels';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { foundOwnSite, listSites, siteNetwork } from './index.server.ts';
import { openWorkspace } from '../../../tests/worlds/people.ts';
import { foundingHouse, kossiwasSite } from './world.fixture.ts';

let database: TestDatabase;
let network: Network;
let line: Line;
let siteId: Id;

beforeAll(async () => {
  database = await openTestDatabase();
  network = siteNetwork({ store: database.store, config: { publicUrl: new URL('https://studio.example.com') } });
  const world = await kossiwasSite(database);
  ({ siteId } = world);
  // The very line publishing speaks on: the channel that came with the site.
  line = await world.asAwa((ctx) =>
    openLine(ctx, { store: database.store, clock: database.clock, seal: foundingHouse.seal }, world.channelId),
  );
});
afterAll(() => database.close());

const lineTo = (workspace: Id, site: Id): Line => ({
  channelId: newId(),
  workspaceId: workspace,
  address: '',
  networkUserId: site,
  secret: {},
  facts: {},
  session: sessionInMemory(),
});
const signal = (): AbortSignal => new AbortController().signal;
const order = (text = 'Le prix n’y est pas.', title = 'Trois erreurs de légende'): Order => ({
  opId: newId(),
  payload: { text, title, language: 'fr', media: [] },
  createdAt: new Date(),
  prepared: {},
  root: null,
  parent: null,
  firstIntentAt: null,
});
const articles = (id: Id) => database.peek<{ n: string }>('select count(*) as n from site.article where id = $1', [id]);

test('publishing the same publication twice is one article with one address', async () => {
  const sent = order();
  const first = await network.publish({ line, signal: signal() }, sent);
  const second = await network.publish({ line, signal: signal() }, sent);
  expect(first).toMatchObject({
    kind: 'published',
    remoteId: sent.opId,
    remoteUrl: 'https://studio.example.com/s/le-carnet-de-kossiwa/trois-erreurs-de-legende',
    evidence: { code: 'published' },
  });
  expect(second).toMatchObject({
    kind: 'published',
    remoteUrl: (first as { remoteUrl: string }).remoteUrl,
    evidence: { code: 'already_there' },
  });
  expect(Number((await articles(sent.opId))[0]!.n)).toBe(1);
});

test('eight simultaneous calls with one id are one article, and nobody is left unsure', async () => {
  const sent = order('Kodjo, onze ans de braise.', 'Un prénom');
  const verdicts = await Promise.all(Array.from({ length: 8 }, () => network.publish({ line, signal: signal() }, sent)));
  expect(verdicts.map((verdict) => verdict.kind)).toEqual(Array(8).fill('published'));
  expect(new Set(verdicts.map((verdict) => (verdict as { remoteUrl: string }).remoteUrl)).size).toBe(1);
  expect(Number((await articles(sent.opId))[0]!.n)).toBe(1);
});

test('another content under the same id is refused and the article stays as it was', async () => {
  const sent = order('Premier texte', 'Même id');
  await network.publish({ line, signal: signal() }, sent);
  const other = await network.publish({ line, signal: signal() }, { ...sent, payload: { ...sent.payload, text: 'Autre texte' } });
  expect(other).toMatchObject({ kind: 'refused', code: 'invalid_request' });
  expect((await database.peek<{ text: string }>('select text from site.article where id = $1', [sent.opId]))[0]!.text).toBe(
    'Premier texte',
  );
});

test('the id of another workspace publishes nothing there and shows nothing of it', async () => {
  const sent = order('Chez les voisins', 'Chez nous');
  await network.publish({ line, signal: signal() }, sent);
  const stranger = lineTo(newId(), siteId);
  expect(await network.publish({ line: stranger, signal: signal() }, order())).toMatchObject({ kind: 'refused', code: 'endpoint_gone' });
  expect(await network.look({ line: stranger, signal: signal() }, sent)).toMatchObject({ kind: 'absent' });
  expect(await network.isLive({ line: stranger, signal: signal() }, sent.opId)).toBe('gone');
  expect(await network.whoAmI({ line: stranger, signal: signal() })).toMatchObject({ kind: 'refused' });
});

test('a look says found with the address, or absent', async () => {
  const sent = order('À lire', 'Regarder');
  expect(await network.look({ line, signal: signal() }, sent)).toMatchObject({ kind: 'absent' });
  await network.publish({ line, signal: signal() }, sent);
  expect(await network.look({ line, signal: signal() }, sent)).toMatchObject({ kind: 'found', remoteId: sent.opId });
  expect(await network.isLive({ line, signal: signal() }, sent.opId)).toBe('live');
  expect(await network.isLive({ line, signal: signal() }, 'not an id')).toBe('gone');
});

test('two articles with the same words: a look finds the one under its own id, whoever the other is credited to', async () => {
  const [one, two] = [order('Pareil', 'Pareil'), order('Pareil', 'Pareil')];
  await network.publish({ line, signal: signal() }, one);
  const look = (taken: string[]) => network.look({ line, signal: signal() }, { ...two, taken });
  expect(await look([one.opId])).toMatchObject({ kind: 'absent' });
  await network.publish({ line, signal: signal() }, two);
  expect(await look([one.opId])).toMatchObject({ kind: 'found', remoteId: two.opId });
  expect(await look([one.opId, two.opId])).toMatchObject({ kind: 'found', remoteId: two.opId });
});

test('two articles with one title have two addresses', async () => {
  const [one, two] = [order('Un', 'Titre repris'), order('Deux', 'Titre repris')];
  const [first, second] = [await network.publish({ line, signal: signal() }, one), await network.publish({ line, signal: signal() }, two)];
  expect((first as { remoteUrl: string }).remoteUrl).not.toBe((second as { remoteUrl: string }).remoteUrl);
});

test('the site says who it is', async () => {
  expect(await network.whoAmI({ line, signal: signal() })).toMatchObject({
    kind: 'known',
    identity: { networkUserId: siteId, handle: 'studio.example.com/s/le-carnet-de-kossiwa', displayName: 'Le carnet de Kossiwa' },
  });
});

test('a call aborted before it began writes nothing', async () => {
  const sent = order('Trop tard', 'Trop tard');
  expect(await network.publish({ line, signal: AbortSignal.abort() }, sent)).toMatchObject({ kind: 'refused', code: 'not_sent' });
  expect(Number((await articles(sent.opId))[0]!.n)).toBe(0);
});

test('a new workspace gets its own brand, its site and the channel to publish on', async () => {
  const { awa, as } = await openWorkspace(database, 'Atelier Kossiwa');
  await as(awa)((ctx) => foundOwnSite(ctx, foundingHouse));
  const [site] = await as(awa)(listSites);
  expect(site).toMatchObject({
    title: 'Atelier Kossiwa',
    slug: 'atelier-kossiwa',
    dataPrice: { minor: 870, megabytes: 1000, currency: 'XOF' },
  });
  expect(await as(awa)((ctx) => listChannels(ctx))).toMatchObject([
    { network: 'site', networkUserId: site!.id, onceClass: 'R', handle: 'studio.example.com/s/atelier-kossiwa', clientId: site!.clientId },
  ]);
});
