import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deletePost, listPosts, readDay, readPost, readRepeated, savePost } from '#modules/calendar';
import { readPublicationsOf } from '#modules/publishing';
import { openLog } from '#plumbing/log';
import { furnish } from '../modules/calendar/furnish.fixture.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import type { Actor } from '../words/actor.ts';
import { newId, type Id } from '../words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { refused } from '../../tests/worlds/visitors.ts';
import { moveAnywhere } from './move-anywhere.ts';
import { schedulePost } from './plan-post.ts';
import { changeFollowing, fillRecurrences, repeatPost, stopRepeating } from './repeat-post.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
// Tuesday 1 December 2026.
beforeAll(async () => void (database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
beforeEach(async () => {
  database.clock.set(new Date('2026-12-01T08:00:00Z'));
  house = await furnish(database);
});
afterAll(() => database.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);
const everyDay = { every: 'day', until: null, times: null } as const;
const write = async (wall: string, zone = 'Africa/Lome', planned = false): Promise<Id> => {
  const variants = [{ channelId: house.channelIds[0]!, text: null, title: null, thread: [], mediaIds: null }];
  const { id } = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Menu', variants, wish: { wall, zone } }));
  if (planned) await asAwa((ctx) => schedulePost(ctx, id, { wall, zone }));
  return id;
};
const posts = () => asAwa((ctx) => listPosts(ctx, { limit: 200 }));
const walls = async () => (await posts()).map(({ wish }) => wish?.wall ?? '').sort();
const fill = () => fillRecurrences({ store: database.store, log: openLog('test', 'silent') });

test('a rule fills two months at once, the rest as days pass, and never makes a day twice', async () => {
  const id = await write('2026-12-03T09:00');
  expect(await asAwa((ctx) => repeatPost(ctx, id, { every: 'week', on: [4], until: null, times: null }))).toBe(8);
  expect((await walls()).slice(0, 3)).toEqual(['2026-12-03T09:00', '2026-12-10T09:00', '2026-12-17T09:00']);
  expect((await walls()).at(-1)).toBe('2027-01-28T09:00');
  await Promise.all([fill(), fill()]);
  expect(await walls()).toHaveLength(9);
  database.clock.set(new Date('2026-12-08T08:00:00Z'));
  await Promise.all([fill(), fill(), fill()]);
  expect((await walls()).slice(-2)).toEqual(['2027-01-28T09:00', '2027-02-04T09:00']);
  expect(await refused(asAwa((ctx) => repeatPost(ctx, id, everyDay)))).toMatchObject({ code: 'repeats_already' });
  const [line] = await asAwa((ctx) => readDay(ctx, { day: '2026-12-10', zone: 'Africa/Lome' }));
  expect(line).toMatchObject({ repeats: true });
});

test('what is made of a scheduled post is scheduled; of a draft, a draft; deleted, it does not come back', async () => {
  const id = await write('2026-12-03T09:00', 'Africa/Lome', true);
  await asAwa((ctx) => repeatPost(ctx, id, { every: 'day', until: '2026-12-06', times: null }));
  const made = await posts();
  expect(made.map(({ plannedVersion }) => plannedVersion)).toEqual([1, 1, 1, 1]);
  const publications = await asAwa((ctx) =>
    readPublicationsOf(
      ctx,
      made.map((one) => one.id),
    ),
  );
  expect(publications.map(({ notBefore, label }) => [notBefore.toISOString().slice(0, 10), label])).toEqual(
    expect.arrayContaining(['03', '04', '05', '06'].map((day) => [`2026-12-${day}`, 'scheduled'])),
  );
  const draft = await write('2026-12-20T10:00');
  await asAwa((ctx) => repeatPost(ctx, draft, { every: 'day', until: null, times: 3 }));
  const next = (await posts()).find(({ wish }) => wish?.wall === '2026-12-21T10:00')!;
  expect(next.plannedVersion).toBeNull();
  await asAwa((ctx) => deletePost(ctx, next.id));
  await fill();
  expect((await walls()).filter((wall) => wall.endsWith('T10:00'))).toEqual(['2026-12-20T10:00', '2026-12-22T10:00']);
});

test('an hour that does not exist leaves its day out, one that comes twice is the first', async () => {
  database.clock.set(new Date('2027-03-20T08:00:00Z'));
  const id = await write('2027-03-26T02:30', 'Europe/Paris');
  await asAwa((ctx) => repeatPost(ctx, id, { every: 'day', until: '2027-03-30', times: null }));
  expect(await walls()).toEqual(['26', '27', '29', '30'].map((day) => `2027-03-${day}T02:30`));
  expect(await asAwa((ctx) => readRepeated(ctx, id))).toMatchObject({ without: ['2027-03-28'] });
  database.clock.set(new Date('2027-10-20T08:00:00Z'));
  const autumn = await write('2027-10-30T02:30', 'Europe/Paris');
  await asAwa((ctx) => repeatPost(ctx, autumn, { every: 'day', until: '2027-10-31', times: null }));
  expect((await posts()).find(({ wish }) => wish?.wall === '2027-10-31T02:30')?.plannedAt).toEqual(new Date('2027-10-31T00:30:00Z'));
});

test('this one and all that follow: text and hour go on, what somebody changed or moved stays as it is', async () => {
  const id = await write('2026-12-03T09:00', 'Africa/Lome', true);
  await asAwa((ctx) => repeatPost(ctx, id, { every: 'day', until: '2026-12-08', times: null }));
  const at = async (wall: string) => (await posts()).find(({ wish }) => wish?.wall === wall)!;
  const [second, edited, moved] = [await at('2026-12-04T09:00'), await at('2026-12-06T09:00'), await at('2026-12-07T09:00')];
  await asAwa((ctx) => savePost(ctx, { id: edited.id, text: 'Menu de fête' }));
  await asAwa((ctx) => moveAnywhere(ctx, moved.id, () => ({ wall: '2026-12-07T20:00', zone: 'Africa/Lome' })));
  await asAwa((ctx) => savePost(ctx, { id: second.id, text: 'Carte' }));
  await asAwa((ctx) => moveAnywhere(ctx, second.id, () => ({ wall: '2026-12-04T18:00', zone: 'Africa/Lome' })));
  expect(await asAwa((ctx) => changeFollowing(ctx, second.id))).toBe(2);
  const now = (await posts()).map(({ wish, text }) => `${wish?.wall.slice(8)} ${text}`).sort();
  expect(now).toEqual(['03T09:00 Menu', '04T18:00 Carte', '05T18:00 Carte', '06T09:00 Menu de fête', '07T20:00 Menu', '08T18:00 Carte']);
  const [publication] = await asAwa(async (ctx) => readPublicationsOf(ctx, [(await at('2026-12-05T18:00')).id]));
  expect(publication).toMatchObject({ text: 'Carte', label: 'scheduled', notBefore: new Date('2026-12-05T18:00:00Z') });
});

test('stopped, nothing more is made; what follows is taken back when one says so, what was changed is kept', async () => {
  const id = await write('2026-12-03T09:00', 'Africa/Lome', true);
  await asAwa((ctx) => repeatPost(ctx, id, everyDay));
  const third = (await posts()).find(({ wish }) => wish?.wall === '2026-12-05T09:00')!;
  await asAwa((ctx) => savePost(ctx, { id: third.id, text: 'À part' }));
  const all = await walls();
  expect(await asAwa((ctx) => stopRepeating(ctx, id, { takeBack: true }))).toBe(all.length - 2);
  expect(await walls()).toEqual(['2026-12-03T09:00', '2026-12-05T09:00']);
  database.clock.set(new Date('2026-12-20T08:00:00Z'));
  await fill();
  expect(await walls()).toHaveLength(2);
});

test('a post without a moment is not repeated; a creator repeats drafts of their clients, nothing that leaves by itself', async () => {
  const idea = (await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Idée' }))).id;
  expect(await refused(asAwa((ctx) => repeatPost(ctx, idea, everyDay)))).toMatchObject({ code: 'repeat_needs_time' });
  const draft = await write('2026-12-03T09:00');
  const only = { every: 'day', until: '2026-12-03', times: null } as const;
  expect(await refused(asAwa((ctx) => repeatPost(ctx, draft, only)))).toMatchObject({ code: 'repeat_never' });
  const kodjo: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [house.clientId] };
  const asKodjo = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, kodjo, house.workspaceId)(work);
  expect(await asKodjo((ctx) => repeatPost(ctx, draft, { ...everyDay, until: '2026-12-05' }))).toBe(2);
  const planned = await write('2026-12-03T11:00', 'Africa/Lome', true);
  expect(await refused(asKodjo((ctx) => repeatPost(ctx, planned, everyDay)))).toMatchObject({ code: 'forbidden' });
  expect((await asAwa((ctx) => readPost(ctx, draft))).plannedVersion).toBeNull();
});
