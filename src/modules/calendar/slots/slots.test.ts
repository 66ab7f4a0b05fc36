import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../../plumbing/db/index.ts';
import { newId, type Id } from '../../../words/ids.ts';
import type { Actor } from '../../../words/actor.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../../tests/worlds/database.ts';
import { refused } from '../../../../tests/worlds/visitors.ts';
import { furnish } from '../furnish.fixture.ts';
import { fillSlots, listSlots, proposeSlots, readPost, savePost, setSlots, takeNextSlot, undoFill } from '../index.server.ts';
import { occurrencesOf, readHours } from './week-of-slots.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
// Tuesday 1 December 2026.
beforeAll(async () => void (database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
beforeEach(async () => void (house = await furnish(database)));
afterAll(() => database.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);
const write = async (...channels: Id[]): Promise<Id> => {
  const variants = channels.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
  return (await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Menu', variants }))).id;
};
const next = (id: Id) => asAwa((ctx) => takeNextSlot(ctx, id));

test('ideas take the free slots one after the other; two posts of one account never share one', async () => {
  const [first] = house.channelIds as [Id, Id];
  await asAwa((ctx) =>
    setSlots(ctx, first, [
      { weekday: 2, at: '07:30' },
      { weekday: 2, at: '12:00' },
      { weekday: 4, at: '09:00' },
    ]),
  );
  const walls = [];
  for (let post = 0; post < 4; post += 1) walls.push((await next(await write(first))).wall);
  // 7:30 of that Tuesday is over.
  expect(walls).toEqual(['2026-12-01T12:00', '2026-12-03T09:00', '2026-12-08T07:30', '2026-12-08T12:00']);
});

test('a post by two accounts takes a slot of either in which both are silent; moving on frees it', async () => {
  const [first, second] = house.channelIds as [Id, Id];
  await asAwa((ctx) => setSlots(ctx, first, [{ weekday: 2, at: '12:00' }]));
  await asAwa((ctx) =>
    setSlots(ctx, second, [
      { weekday: 2, at: '12:00' },
      { weekday: 3, at: '10:00' },
    ]),
  );
  const alone = await write(first);
  await next(alone);
  const both = await write(first, second);
  expect((await next(both)).wall).toBe('2026-12-02T10:00');
  await asAwa((ctx) => savePost(ctx, { id: alone, wish: null }));
  expect((await next(both)).wall).toBe('2026-12-01T12:00');
  expect(await asAwa((ctx) => readPost(ctx, both))).toMatchObject({ plannedVersion: null, plannedAt: new Date('2026-12-01T12:00:00Z') });
});

test('several ideas at once: none takes the slot of another, what was seen is what is placed, and all come back', async () => {
  const [first, second] = house.channelIds as [Id, Id];
  const at = (weekday: number) => ({ weekday, at: '12:00' });
  await asAwa((ctx) => setSlots(ctx, first, [at(2), at(4)]));
  const ideas = [await write(first), await write(first), await write(first), await write(second)];
  const proposals = await asAwa((ctx) => proposeSlots(ctx, ideas));
  expect(proposals.map(({ wish, why }) => wish?.wall ?? why)).toEqual([
    '2026-12-01T12:00',
    '2026-12-03T12:00',
    '2026-12-08T12:00',
    'no_slot',
  ]);
  const seen = new Map(proposals.slice(0, 3).map(({ postId, wish }) => [postId, wish!.wall]));
  await next(await write(first));
  expect(await refused(asAwa((ctx) => fillSlots(ctx, seen)))).toMatchObject({ code: 'slots_changed' });
  expect((await asAwa((ctx) => readPost(ctx, ideas[0]!))).wish).toBeNull();
  const again = await asAwa((ctx) => proposeSlots(ctx, ideas.slice(0, 3)));
  const placed = await asAwa((ctx) => fillSlots(ctx, new Map(again.map(({ postId, wish }) => [postId, wish!.wall]))));
  expect(placed).toEqual(ideas.slice(0, 3));
  expect((await asAwa((ctx) => proposeSlots(ctx, placed))).map(({ why }) => why)).toEqual(['dated', 'dated', 'dated']);
  expect(await asAwa((ctx) => undoFill(ctx, placed))).toBe(3);
  expect((await asAwa((ctx) => readPost(ctx, ideas[2]!))).wish).toBeNull();
});

test('accounts without slots say so; a creator does not set them', async () => {
  expect(await refused(next(await write(house.channelIds[0]!)))).toMatchObject({ code: 'no_slot' });
  const kodjo: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [house.clientId] };
  expect(await refused(as(database, kodjo, house.workspaceId)((ctx) => setSlots(ctx, house.channelIds[0]!, [])))).toMatchObject({
    code: 'forbidden',
  });
  for (const slots of [
    [{ weekday: 8, at: '09:00' }],
    [{ weekday: 1, at: '24:00' }],
    [
      { weekday: 1, at: '09:00' },
      { weekday: 1, at: '09:00' },
    ],
  ])
    expect(await refused(asAwa((ctx) => setSlots(ctx, house.channelIds[0]!, slots)))).toMatchObject({ code: 'invalid' });
  expect(await asAwa((ctx) => listSlots(ctx, house.channelIds[0]!))).toEqual([]);
});

test('a slot stays on the wall: the same hour before and after the clocks change, none where it does not exist', () => {
  const sundays = occurrencesOf([{ weekday: 7, at: '02:30' }], 'Europe/Paris', '2027-03-15', 28);
  expect(sundays.map(({ instant }) => instant.toISOString())).toEqual([
    '2027-03-21T01:30:00.000Z',
    '2027-04-04T00:30:00.000Z',
    '2027-04-11T00:30:00.000Z',
  ]);
});

test('hours are read as people type them', () => {
  expect(readHours('18 h, 9h30 ; 9:30 07.05')).toEqual(['07:05', '09:30', '18:00']);
  expect(readHours('')).toEqual([]);
  expect([readHours('25h'), readHours('9h75'), readHours('matin')]).toEqual([null, null, null]);
});
