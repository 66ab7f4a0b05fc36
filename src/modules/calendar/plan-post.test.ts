import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../plumbing/db/index.ts';
import { newId, type Id } from '../../words/ids.ts';
import type { Actor } from '../../words/actor.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { furnish } from './furnish.fixture.ts';
import { deletePost, listDrafts, planPost, readDay, readMonth, readPost, savePost, unplanPost } from './index.server.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
let postId: Id;
beforeAll(async () => void (database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
beforeEach(async () => {
  house = await furnish(database);
  postId = (await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Le menu du jour' }))).id;
});
afterAll(() => database.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);

test('a wall time in a place becomes an instant', async () => {
  const plan = await asAwa((ctx) => planPost(ctx, postId, { wall: '2026-12-24T18:30', zone: 'Africa/Lome' }));
  expect(plan).toMatchObject({ instant: new Date('2026-12-24T18:30:00Z'), late: 'hold', lateMinutes: 30, version: 1, second: null });
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({
    plannedVersion: 1,
    wish: { wall: '2026-12-24T18:30', zone: 'Africa/Lome' },
  });
});

test('an hour that does not exist is refused with the two that do', async () => {
  const gap = asAwa((ctx) => planPost(ctx, postId, { wall: '2027-03-28T02:30', zone: 'Europe/Paris' }));
  await expect(gap).rejects.toMatchObject({ code: 'wall_time_gap', details: { before: '2027-03-28T01:30', after: '2027-03-28T03:30' } });
});

test('of an hour that happens twice the first is taken, and the other is said', async () => {
  const plan = await asAwa((ctx) => planPost(ctx, postId, { wall: '2027-10-31T02:30', zone: 'Europe/Paris' }));
  expect(plan.instant).toEqual(new Date('2027-10-31T00:30:00Z'));
  expect(plan.second).toEqual(new Date('2027-10-31T01:30:00Z'));
});

test('the past is refused; the minute that is passing is not', async () => {
  await expect(asAwa((ctx) => planPost(ctx, postId, { wall: '2026-12-01T07:00', zone: 'Africa/Lome' }))).rejects.toMatchObject({
    code: 'plan_in_the_past',
  });
  await expect(asAwa((ctx) => planPost(ctx, postId, { wall: '2026-12-01T07:59', zone: 'Africa/Lome' }))).resolves.toBeTruthy();
});

test('a creator writes but does not schedule', async () => {
  const creator: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [house.clientId] };
  const planning = as(
    database,
    creator,
    house.workspaceId,
  )((ctx) => planPost(ctx, postId, { wall: '2026-12-24T18:30', zone: 'Africa/Lome' }));
  await expect(planning).rejects.toMatchObject({ code: 'forbidden' });
});

test('a scheduled post is not deleted before it is taken back; its hour stays as a wish', async () => {
  await asAwa((ctx) => planPost(ctx, postId, { wall: '2026-12-24T18:30', zone: 'Africa/Lome' }));
  await expect(asAwa((ctx) => deletePost(ctx, postId))).rejects.toMatchObject({ code: 'post_is_planned' });
  await asAwa((ctx) => unplanPost(ctx, postId));
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({ plannedVersion: null, wish: { wall: '2026-12-24T18:30' } });
  await asAwa((ctx) => deletePost(ctx, postId));
});

test('the calendar puts a post on the day its readers live in', async () => {
  await asAwa((ctx) => planPost(ctx, postId, { wall: '2026-12-31T23:30', zone: 'Africa/Lome' }));
  const day = (zone: string, wanted: string) => asAwa((ctx) => readDay(ctx, { day: wanted, zone }));
  expect(await day('Africa/Lome', '2026-12-31')).toHaveLength(1);
  expect(await day('Europe/Paris', '2026-12-31')).toHaveLength(0);
  expect(await day('Europe/Paris', '2027-01-01')).toHaveLength(1);
});

test('a month shows the weeks that touch it, and not what was deleted', async () => {
  await asAwa((ctx) => savePost(ctx, { id: postId, wish: { wall: '2027-01-02T09:00', zone: 'Africa/Lome' } }));
  const month = () => asAwa((ctx) => readMonth(ctx, { month: '2026-12', zone: 'Africa/Lome' }));
  expect(await month()).toMatchObject({ lines: [{ name: 'Le menu du jour' }], counts: { '2027-01-02': 1 } });
  await asAwa((ctx) => deletePost(ctx, postId));
  expect(await month()).toEqual({ lines: [], counts: {} });
});

test('a full day: the month shows the first of it and how many there are, the day shows all', async () => {
  const at = (minute: number) => ({ wall: `2028-03-05T10:${String(minute).padStart(2, '0')}`, zone: 'Africa/Lome' });
  for (let minute = 10; minute > 0; minute -= 1)
    await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: `à ${minute}`, wish: at(minute) }));
  const month = await asAwa((ctx) => readMonth(ctx, { month: '2028-03', zone: 'Africa/Lome', clientId: house.clientId }));
  expect(month.counts).toEqual({ '2028-03-05': 10 });
  expect(month.lines.map((line) => line.name)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((minute) => `à ${minute}`));
  const day = await asAwa((ctx) => readDay(ctx, { day: '2028-03-05', zone: 'Africa/Lome', skip: 8 }));
  expect(day.map((line) => line.name)).toEqual(['à 9', 'à 10']);
});

test('a crowded month shows less of each day, and still says how many there are', async () => {
  const days = Array.from({ length: 31 }, (_, day) => `2029-01-${String(day + 1).padStart(2, '0')}`);
  await asAwa(async (ctx) => {
    for (const day of days)
      for (let hour = 10; hour < 17; hour += 1)
        await savePost(ctx, { clientId: house.clientId, text: 'plein', wish: { wall: `${day}T${hour}:00`, zone: 'Africa/Lome' } });
  });
  const month = await asAwa((ctx) => readMonth(ctx, { month: '2029-01', zone: 'Africa/Lome' }));
  expect(month.lines).toHaveLength(31 * 2);
  expect(month.counts).toEqual(Object.fromEntries(days.map((day) => [day, 7])));
});

test('drafts are what nobody scheduled, the last touched first', async () => {
  database.clock.advance(1000);
  const later = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Après' }));
  expect((await asAwa((ctx) => listDrafts(ctx))).map((line) => line.id)).toEqual([later.id, postId]);
  await asAwa((ctx) => planPost(ctx, later.id, { wall: '2026-12-24T18:30', zone: 'Africa/Lome' }));
  expect((await asAwa((ctx) => listDrafts(ctx))).map((line) => line.id)).toEqual([postId]);
});
