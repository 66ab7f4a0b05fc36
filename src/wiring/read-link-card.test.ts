import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCards, removeCard } from '#modules/calendar';
import { listMedia, readMedia } from '#modules/library';
import { openLibraryWorld, type LibraryWorld } from '../../tests/worlds/library.ts';
import { refused } from '../../tests/worlds/visitors.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import { openHttp } from '../plumbing/http/index.ts';
import type { Actor } from '../words/actor.ts';
import { readLinkCard } from './read-link-card.ts';

let world: LibraryWorld;
let server: Server;
let site: string;
let photo: Buffer;
const seen: string[] = [];

const PAGES: Record<string, (response: ServerResponse) => void> = {
  '/ablo': (response) =>
    html(
      response,
      `<title>Ablo</title><meta property="og:description" content="Vapeur &amp; patience"><meta property="og:image" content="/photo">`,
    ),
  '/photo': (response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo),
  '/menteuse': (response) => html(response, '<title>Piège</title><meta property="og:image" content="/page">'),
  '/page': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('<script>alert(1)</script>'),
  '/chez-nous': (response) => html(response, '<title>Chez nous</title><meta property="og:image" content="http://169.254.169.254/x.png">'),
  '/vers-nous': (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  '/muette': (response) => html(response, '<p>rien</p>'),
  '/sans-fin': (response) => html(response, `<title>Longue</title>${'x'.repeat(4_000_000)}`),
  '/pdf': (response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF <title>Non</title>'),
};
const html = (response: ServerResponse, body: string): void =>
  void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);

beforeAll(async () => {
  world = await openLibraryWorld();
  photo = await sharp({ create: { width: 1_200, height: 630, channels: 3, background: '#b5651d' } })
    .jpeg()
    .toBuffer();
  server = createServer((request: IncomingMessage, response) => {
    seen.push(request.url!);
    const page = PAGES[request.url!];
    if (page) page(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

const read = (path: string, more: { demo?: boolean; who?: Actor } = {}) => {
  const { house, atelier } = world;
  const http = openHttp({ allowHosts: [new URL(site).host], ownPorts: [], closed: [] });
  const open = { ...house, http, config: { ...house.config, demo: more.demo ?? false } };
  const { workspaceId, awa } = atelier;
  return readLinkCard({ house: open, actor: more.who ?? awa, workspaceId, clientId: world.restaurant }, `${site}${path}`);
};
const cardOf = async (path: string) => (await world.asAwa((ctx) => listCards(ctx, world.restaurant, [`${site}${path}`])))[0];

test('a page is read once, its picture written again, light, and offered to nobody', async () => {
  await read('/ablo');
  const card = await cardOf('/ablo');
  expect(card).toMatchObject({ title: 'Ablo', description: 'Vapeur & patience' });
  const media = await world.asAwa((ctx) => readMedia(ctx, card!.mediaId!));
  expect(media).toMatchObject({ kind: 'image', clientId: world.restaurant, alt: 'Ablo' });
  expect(media.archivedAt).not.toBeNull();
  expect(media.variants.find((one) => one.name === 'light')!.bytes).toBeLessThanOrEqual(100_000);
  expect(await world.asAwa((ctx) => listMedia(ctx, { clientId: world.restaurant }))).toEqual([]);
});

test('a picture that is none, or that lies where nobody may go, is left out: the card stays', async () => {
  await read('/menteuse');
  expect(await cardOf('/menteuse')).toMatchObject({ title: 'Piège', mediaId: null });
  await read('/chez-nous');
  expect(await cardOf('/chez-nous')).toMatchObject({ title: 'Chez nous', mediaId: null });
});

test.each(['/muette', '/vers-nous', '/sans-fin', '/pdf', '/nulle-part'])('%s says nothing that can be read: refused', async (path) => {
  expect(await refused(read(path))).toMatchObject({ code: 'card_unreadable' });
  expect(await cardOf(path)).toBeUndefined();
});

test('in a demonstration nothing is asked of anybody', async () => {
  seen.length = 0;
  expect(await refused(read('/ablo', { demo: true }))).toMatchObject({ code: 'card_unreadable' });
  expect(seen).toEqual([]);
});

test('a card is read and taken away by whoever writes, not by whoever reads', async () => {
  const guest = await world.atelier.join('Essi', 'guest', [world.restaurant]);
  expect(await refused(read('/ablo', { who: guest }))).toMatchObject({ code: 'forbidden' });
  const away = (ctx: Ctx) => removeCard(ctx, world.restaurant, `${site}/ablo`);
  expect(await refused(world.atelier.as(guest)(away))).toMatchObject({ code: 'forbidden' });
  await world.asAwa(away);
  expect(await cardOf('/ablo')).toBeUndefined();
});
