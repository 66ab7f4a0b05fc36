import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../../tests/worlds/database.ts';
import { refused } from '../../../../tests/worlds/visitors.ts';
import type { Actor } from '../../../words/actor.ts';
import { newId } from '../../../words/ids.ts';
import type { Ctx } from '../../../plumbing/db/index.ts';
import { furnish } from '../furnish.fixture.ts';
import { closeFeed, listFeedPosts, listFeeds, openFeed, planPost, readByFeed, savePost } from '../index.server.ts';
import { icalOf } from './ical.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => {
  database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'));
  house = await furnish(database);
});
afterAll(() => database.close());
const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);

test('an address opens one client’s planned posts, drafts never, until it is closed; only its hash is kept', async () => {
  const { clientId } = house;
  const wish = { wall: '2026-12-10T09:00', zone: 'Africa/Lome' };
  const planned = await asAwa((ctx) => savePost(ctx, { clientId, text: 'Menu', wish }));
  await asAwa((ctx) => planPost(ctx, planned.id, wish));
  await asAwa((ctx) => savePost(ctx, { clientId, text: 'Brouillon', wish }));
  const { id, token } = await asAwa((ctx) => openFeed(ctx, { clientId, name: 'Téléphone d’Afi' }));
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const read = (address: string) =>
    readByFeed(database, address, async (ctx, client) => [client, await listFeedPosts(ctx, client)] as const);
  expect(await read(token)).toMatchObject([clientId, [{ name: 'Menu' }]]);
  expect((await asAwa((ctx) => listFeeds(ctx, clientId)))[0]).toMatchObject({ name: 'Téléphone d’Afi', lastReadAt: database.clock.now() });
  expect(JSON.stringify(await database.peek('select * from calendar.feed, calendar.feed_address'))).not.toContain(token);
  await asAwa((ctx) => closeFeed(ctx, id));
  expect(await read(token)).toBeNull();
  expect(await read('no-such')).toBeNull();
  expect(await asAwa((ctx) => listFeeds(ctx, clientId))).toEqual([]);
});

test('only those who plan open and see addresses', async () => {
  const kodjo: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [house.clientId] };
  const asKodjo = as(database, kodjo, house.workspaceId);
  expect(await refused(asKodjo((ctx) => openFeed(ctx, { clientId: house.clientId, name: 'x' })))).toMatchObject({ code: 'forbidden' });
  expect(await refused(asKodjo((ctx) => listFeeds(ctx, house.clientId)))).toMatchObject({ code: 'forbidden' });
});

test('RFC 5545: the client’s hours with their zone, stable ids, escaped and folded, the same bytes each time', () => {
  const post = (id: string, title: string, at: string, cancelled = false) => ({
    ...{ id, title, about: 'Mastodon · Programmé', at: new Date(at), changedAt: new Date('2026-12-01T08:00:00Z'), cancelled },
  });
  const posts = [
    post('a', 'Le menu; du jour, \\ et\nla suite '.repeat(4), '2027-03-27T08:00:00Z'),
    post('b', 'Après', '2027-03-29T07:00:00Z', true),
  ];
  const text = icalOf({ name: 'Chez Afi', zone: 'Europe/Paris', posts });
  expect(icalOf({ name: 'Chez Afi', zone: 'Europe/Paris', posts })).toBe(text);
  const lines = text.split('\r\n');
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const unfolded = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  expect(unfolded).toEqual(
    expect.arrayContaining([
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:PUBLISH', 'TZID:Europe/Paris', 'UID:a@palabre', 'UID:b@palabre'],
      ...['DTSTART;TZID=Europe/Paris:20270327T090000', 'DTSTART;TZID=Europe/Paris:20270329T090000', 'STATUS:CANCELLED'],
      // The clock goes forward on the 28th at two.
      ...['BEGIN:DAYLIGHT', 'DTSTART:20270328T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'DTSTAMP:20261201T080000Z'],
    ]),
  );
  expect(unfolded.find((line) => line.startsWith('SUMMARY:Le'))).toContain('Le menu\\; du jour\\, \\\\ et\\nla suite');
  const lome = icalOf({ name: 'x', zone: 'Africa/Lome', posts: [post('a', 'x', '2026-12-10T09:00:00Z')] });
  expect(lome).toContain('BEGIN:STANDARD\r\nDTSTART:20261210T090000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD');
});
