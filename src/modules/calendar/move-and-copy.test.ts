import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../plumbing/db/index.ts';
import type { Id } from '../../words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { refused } from '../../../tests/worlds/visitors.ts';
import { furnish } from './furnish.fixture.ts';
import { copyPost, moveWish, planPost, readPost, savePost, shiftWish } from './index.server.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
let postId: Id;
beforeAll(async () => void (database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
beforeEach(async () => {
  house = await furnish(database);
  const variants = house.channelIds.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
  const wish = { wall: '2026-12-10T09:30', zone: 'Africa/Lome' };
  postId = (await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, title: 'Menu', text: 'Le menu', variants, wish }))).id;
});
afterAll(() => database.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);

test('a draft goes to another day and hour, and a composer open elsewhere learns of it', async () => {
  await asAwa((ctx) => moveWish(ctx, postId, { wall: '2026-12-11T10:00', zone: 'Africa/Lome' }));
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({
    version: 2,
    plannedAt: new Date('2026-12-11T10:00:00Z'),
    plannedVersion: null,
  });
});

test('a wish is not moved to an hour that does not exist, nor behind the back of publishing', async () => {
  expect(await refused(asAwa((ctx) => moveWish(ctx, postId, { wall: '2027-03-28T02:30', zone: 'Europe/Paris' })))).toMatchObject({
    code: 'wall_time_gap',
  });
  await asAwa((ctx) => planPost(ctx, postId, { wall: '2026-12-10T09:30', zone: 'Africa/Lome' }));
  expect(await refused(asAwa((ctx) => moveWish(ctx, postId, { wall: '2026-12-11T09:30', zone: 'Africa/Lome' })))).toMatchObject({
    code: 'post_is_planned',
  });
});

test('a copy is a draft of its own with the same content, on its day', async () => {
  await asAwa((ctx) => planPost(ctx, postId, { wall: '2026-12-10T09:30', zone: 'Africa/Lome' }));
  const { id } = await asAwa((ctx) => copyPost(ctx, postId, { wall: '2026-12-17T09:30', zone: 'Africa/Lome' }));
  expect(await asAwa((ctx) => readPost(ctx, id))).toMatchObject({
    title: 'Menu',
    text: 'Le menu',
    version: 1,
    plannedVersion: null,
    wish: { wall: '2026-12-17T09:30', zone: 'Africa/Lome' },
    variants: house.channelIds.map((channelId) => ({ channelId })),
  });
  expect((await asAwa((ctx) => readPost(ctx, postId))).wish?.wall).toBe('2026-12-10T09:30');
});

test('an account removed since does not come along with the copy', async () => {
  await database.peek(`update channels.channel set state = 'removed' where id = $1`, [house.channelIds[0]]);
  const { id } = await asAwa((ctx) => copyPost(ctx, postId, null));
  expect((await asAwa((ctx) => readPost(ctx, id))).variants.map(({ channelId }) => channelId)).toEqual([house.channelIds[1]]);
});

test('dropped on a day, a post keeps its hour by the clock of who drops it', () => {
  const post = (wall: string, zone: string, at: string) => ({ wish: { wall, zone }, plannedAt: new Date(at) });
  const lome = post('2026-12-10T23:30', 'Africa/Lome', '2026-12-10T23:30:00Z');
  expect(shiftWish(lome, '2026-12-14', 'Africa/Lome')).toEqual({ wall: '2026-12-14T23:30', zone: 'Africa/Lome' });
  // In Paris it is seen on the 11th at 0:30; dropped on the 15th, it is the 14th at 23:30 in Lomé.
  expect(shiftWish(lome, '2026-12-15', 'Europe/Paris')).toEqual({ wall: '2026-12-14T23:30', zone: 'Africa/Lome' });
  // Across a change of hour, the mover's clock still shows the same hour.
  expect(shiftWish(post('2027-03-20T08:00', 'Africa/Lome', '2027-03-20T08:00:00Z'), '2027-04-01', 'Europe/Paris')).toEqual({
    wall: '2027-04-01T07:00',
    zone: 'Africa/Lome',
  });
  expect(() => shiftWish(post('2027-03-20T01:30', 'Africa/Lome', '2027-03-20T01:30:00Z'), '2027-03-28', 'Europe/Paris')).toThrow();
});
