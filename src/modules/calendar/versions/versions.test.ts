import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../../plumbing/db/index.ts';
import { newId, type Id } from '../../../words/ids.ts';
import type { Actor } from '../../../words/actor.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../../tests/worlds/database.ts';
import {
  createPlannedPost,
  keepCard,
  listCards,
  listVersions,
  movePost,
  planPost,
  readPost,
  removeCard,
  savePost,
  takeUpVersion,
} from '../index.server.ts';
import { furnish } from '../furnish.fixture.ts';

let database: TestDatabase;
let desk: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => void (database = await openTestDatabase()));
beforeEach(async () => void (desk = await furnish(database)));
afterAll(() => database.close());

const kodjo = (): Actor => ({ kind: 'person', userId: KODJO, name: 'Kodjo', role: 'creator', clients: [desk.clientId] });
const KODJO = newId();
const by = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, actor, desk.workspaceId)(work);
const write = (actor: Actor, id: Id | undefined, text: string): Promise<{ id: Id }> =>
  by(actor, (ctx) => savePost(ctx, { id, clientId: desk.clientId, text }));
const minutes = (count: number): void => database.clock.set(new Date(database.clock.now().getTime() + count * 60_000));
const texts = async (id: Id): Promise<string[]> => (await by(awa, (ctx) => listVersions(ctx, id))).versions.map(({ state }) => state.text);

test('one person writing is one version; what was left for ten minutes, or written by another, is another one', async () => {
  const { id } = await write(awa, undefined, 'un');
  await write(awa, id, 'un deux');
  minutes(3);
  await write(awa, id, 'un deux trois');
  expect(await texts(id)).toEqual(['un deux trois']);
  minutes(11);
  await write(awa, id, 'quatre');
  await write(kodjo(), id, 'cinq');
  expect(await texts(id)).toEqual(['cinq', 'quatre', 'un deux trois']);
  const { versions } = await by(awa, (ctx) => listVersions(ctx, id));
  expect(versions.map(({ writtenBy }) => writtenBy)).toEqual([KODJO, (awa as { userId: Id }).userId, (awa as { userId: Id }).userId]);
});

test('someone who writes for hours without a pause still leaves a version each hour', async () => {
  const { id } = await write(awa, undefined, '0');
  for (let turn = 1; turn <= 30; turn += 1) {
    minutes(5);
    await write(awa, id, String(turn));
  }
  expect((await texts(id)).length).toBe(3);
});

test('what was scheduled is kept, with its hour, and so is an hour that was changed', async () => {
  const when = { wall: '2027-03-01T09:00', zone: 'Africa/Lome' };
  const { id } = await write(awa, undefined, 'Braise');
  await by(awa, (ctx) => planPost(ctx, id, when));
  await by(awa, (ctx) => movePost(ctx, id, { ...when, wall: '2027-03-02T10:00' }));
  await write(awa, id, 'Braise du soir');
  const { versions } = await by(awa, (ctx) => listVersions(ctx, id));
  expect(versions.map(({ state }) => [state.text, state.wish?.wall])).toEqual([
    ['Braise du soir', '2027-03-02T10:00'],
    ['Braise', '2027-03-02T10:00'],
    ['Braise', '2027-03-01T09:00'],
  ]);
  expect(versions[0]!.differences).toEqual([
    {
      what: 'text',
      parts: [
        { kind: 'same', text: 'Braise' },
        { kind: 'added', text: ' du soir' },
      ],
    },
  ]);
  expect(versions[1]!.differences).toMatchObject([{ what: 'hour', before: { wall: '2027-03-01T09:00' } }]);
});

test('a version taken up again is one more; nothing of the past changes, what is gone since is left out', async () => {
  const variants = desk.channelIds.map((channelId) => ({ channelId, text: 'pour lui', title: null, thread: ['suite'], mediaIds: null }));
  const { id } = await by(awa, (ctx) => savePost(ctx, { clientId: desk.clientId, title: 'T', text: 'avant', variants }));
  minutes(20);
  await by(awa, (ctx) => savePost(ctx, { id, text: 'après', variants: [] }));
  const first = (await by(awa, (ctx) => listVersions(ctx, id))).versions.at(-1)!;
  await database.peek(`update channels.channel set state = 'removed' where id = $1`, [desk.channelIds[1]]);
  await by(awa, (ctx) => takeUpVersion(ctx, id, first.n!));
  expect(await by(awa, (ctx) => readPost(ctx, id))).toMatchObject({ title: 'T', text: 'avant', version: 3, variants: [variants[0]] });
  expect(await texts(id)).toEqual(['avant', 'après', 'avant']);
  await expect(database.peek(`update calendar.version set version = 9`)).rejects.toThrow(/never changed/);
});

test('the card of a link is of the version that showed it, and comes back with it', async () => {
  const card = { url: 'https://afi.tg/menu', title: 'La carte', description: '', mediaId: null };
  const { id } = await write(awa, undefined, `Midi : ${card.url}`);
  await by(awa, (ctx) => keepCard(ctx, desk.clientId, card));
  await by(awa, (ctx) => keepCard(ctx, desk.clientId, { ...card, url: 'https://ailleurs.tg' }));
  minutes(20);
  await by(awa, (ctx) => savePost(ctx, { id, late: 'publish', lateMinutes: 45 }));
  await by(awa, (ctx) => removeCard(ctx, desk.clientId, card.url));
  const [now, first] = (await by(awa, (ctx) => listVersions(ctx, id))).versions;
  expect(first!.state).toMatchObject({ cards: [card], late: 'hold' });
  expect(now!.differences).toEqual([
    { what: 'card_removed', title: 'La carte' },
    { what: 'late', late: 'publish', minutes: 45 },
  ]);
  await by(awa, (ctx) => takeUpVersion(ctx, id, first!.n!));
  expect(await by(awa, (ctx) => listCards(ctx, desk.clientId, [card.url]))).toEqual([card]);
  expect((await by(awa, (ctx) => readPost(ctx, id))).late).toBe('publish');
});

test('a save that writes nothing new shows no version', async () => {
  const { id } = await write(awa, undefined, 'pareil');
  await write(kodjo(), id, 'pareil');
  const { versions } = await by(awa, (ctx) => listVersions(ctx, id));
  expect(versions).toMatchObject([{ first: true, writtenBy: (awa as { userId: Id }).userId }]);
});

test('a new post, by a program too, writes no version', async () => {
  const when = { wall: '2027-03-01T09:00', zone: 'UTC' };
  await by(awa, (ctx) => createPlannedPost(ctx, { clientId: desk.clientId, title: '', text: 'x', mediaIds: [], variants: [] }, when));
  await write(awa, undefined, 'y');
  const [row] = await database.peek<{ count: string }>(`select count(*) from calendar.version where workspace_id = $1`, [desk.workspaceId]);
  expect(Number(row!.count)).toBe(0);
});

test('guests and those of other clients see none', async () => {
  const { id } = await write(awa, undefined, 'à nous');
  await expect(by({ ...kodjo(), role: 'guest' } as Actor, (ctx) => listVersions(ctx, id))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(by({ ...kodjo(), clients: [newId()] } as Actor, (ctx) => listVersions(ctx, id))).rejects.toMatchObject({
    code: 'not_found',
  });
});
