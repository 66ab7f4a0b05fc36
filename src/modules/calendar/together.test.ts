import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { assignClient } from '#modules/clients';
import { join } from '#modules/team';
import type { Ctx } from '../../plumbing/db/index.ts';
import { newId, type Id } from '../../words/ids.ts';
import type { Actor } from '../../words/actor.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import {
  correctRemark,
  deleteRemark,
  finish,
  giveTask,
  listRemarks,
  listTasks,
  listToDo,
  listUnseenRemarks,
  readMonth,
  savePost,
  seeRemarks,
  takeTaskAway,
  writeRemark,
} from './index.server.ts';
import { furnish } from './furnish.fixture.ts';
import { mentionsIn } from './remarks/mentions-in.ts';

let database: TestDatabase;
let desk: Awaited<ReturnType<typeof furnish>>;
let postId: Id;
let kodjo: Extract<Actor, { kind: 'person' }>;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const by = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, actor, desk.workspaceId)(work);
const awaId = awa.kind === 'person' ? awa.userId : newId();

beforeEach(async () => {
  desk = await furnish(database);
  ({ id: postId } = await by(awa, (ctx) => savePost(ctx, { clientId: desk.clientId, title: 'Braise', text: 'Onze ans' })));
  kodjo = { kind: 'person', userId: newId(), name: 'Kodjo Mensah', role: 'creator', clients: [desk.clientId] };
  const address = `${kodjo.userId}@example.org`;
  await database.peek(`insert into auth.person (id, name, email, created_at, updated_at) values ($1, $2, $3, now(), now())`, [
    kodjo.userId,
    kodjo.name,
    address,
  ]);
  await by(awa, async (ctx) => {
    await join(ctx, kodjo.userId, 'creator');
    await assignClient(ctx, kodjo.userId, [desk.clientId]);
  });
});

test('a remark is news for the others until they say they saw it, and speaks to whom it names', async () => {
  await by(awa, (ctx) => writeRemark(ctx, postId, 'Une photo plus claire, @kodjo ?'));
  expect(await by(awa, listUnseenRemarks)).toEqual([]);
  expect(await by(kodjo, listUnseenRemarks)).toMatchObject([{ postId, count: 1, lastBy: 'Awa', toMe: true }]);
  expect(await by(kodjo, (ctx) => listRemarks(ctx, postId))).toMatchObject([{ by: 'Awa', fresh: true, mine: false }]);
  const shown = database.clock.now();
  database.clock.advance(1000);
  await by(awa, (ctx) => writeRemark(ctx, postId, 'Et un titre.'));
  await by(kodjo, (ctx) => seeRemarks(ctx, postId, shown));
  expect(await by(kodjo, listUnseenRemarks)).toMatchObject([{ count: 1, lastText: 'Et un titre.', toMe: false }]);
  database.clock.advance(1000);
  await by(kodjo, (ctx) => writeRemark(ctx, postId, 'D’accord.'));
  expect(await by(kodjo, listUnseenRemarks)).toEqual([]);
  expect(await by(awa, listUnseenRemarks)).toMatchObject([{ lastBy: 'Kodjo Mensah' }]);
});

test('one corrects and deletes one’s own for an hour, nobody else’s', async () => {
  const id = await by(kodjo, (ctx) => writeRemark(ctx, postId, 'Oui'));
  await by(kodjo, (ctx) => correctRemark(ctx, postId, id, 'Oui, lundi'));
  await expect(by(awa, (ctx) => correctRemark(ctx, postId, id, 'Non'))).rejects.toMatchObject({ code: 'not_found' });
  await expect(by(kodjo, (ctx) => correctRemark(ctx, postId, id, '   '))).rejects.toMatchObject({ code: 'remark_empty' });
  await by(kodjo, (ctx) => deleteRemark(ctx, postId, id));
  expect(await by(awa, (ctx) => listRemarks(ctx, postId))).toMatchObject([{ text: '', deleted: true, fresh: false }]);
  expect(await by(awa, listUnseenRemarks)).toEqual([]);
  const late = await by(kodjo, (ctx) => writeRemark(ctx, postId, 'Trop tard'));
  database.clock.advance(61 * 60_000);
  await expect(by(kodjo, (ctx) => deleteRemark(ctx, postId, late))).rejects.toMatchObject({ code: 'remark_too_old' });
});

test('guests hear nothing; a client taken away takes its remarks and tasks along', async () => {
  await by(awa, (ctx) => writeRemark(ctx, postId, 'Entre nous'));
  await by(awa, (ctx) => giveTask(ctx, postId, { kind: 'photograph', to: kodjo.userId, due: null, note: '' }));
  const guest: Actor = { ...kodjo, role: 'guest' };
  await expect(by(guest, (ctx) => listRemarks(ctx, postId))).rejects.toMatchObject({ code: 'forbidden' });
  expect(await by(guest, listUnseenRemarks)).toEqual([]);
  const elsewhere: Actor = { ...kodjo, clients: [newId()] };
  await expect(by(elsewhere, (ctx) => writeRemark(ctx, postId, 'x'))).rejects.toMatchObject({ code: 'not_found' });
  expect([await by(elsewhere, listUnseenRemarks), await by(elsewhere, listToDo)]).toEqual([[], []]);
});

test('a task is given by those who plan, to somebody of the client, and done by whom it was given to', async () => {
  const task = { kind: 'photograph', to: kodjo.userId, due: '2026-12-04', note: 'La terrasse' };
  await expect(by(kodjo, (ctx) => giveTask(ctx, postId, task))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(by(awa, (ctx) => giveTask(ctx, postId, { ...task, to: newId() }))).rejects.toMatchObject({ code: 'task_person' });
  await expect(by(awa, (ctx) => giveTask(ctx, postId, { ...task, kind: 'dance' }))).rejects.toMatchObject({ code: 'task_kind' });
  const id = await by(awa, (ctx) => giveTask(ctx, postId, task));
  const own = await by(awa, (ctx) => giveTask(ctx, postId, { kind: 'check', to: awaId, due: null, note: '' }));
  expect(await by(kodjo, listToDo)).toMatchObject([{ postId, kind: 'photograph', due: '2026-12-04', givenBy: 'Awa' }]);
  expect((await by(kodjo, (ctx) => listTasks(ctx, postId))).map((one) => one.id)).toEqual([id]);
  await expect(by(kodjo, (ctx) => finish(ctx, postId, own, true))).rejects.toMatchObject({ code: 'not_found' });
  await by(kodjo, (ctx) => finish(ctx, postId, id, true));
  expect(await by(kodjo, listToDo)).toEqual([]);
  expect((await by(awa, (ctx) => listTasks(ctx, postId))).find((one) => one.id === id)).toMatchObject({
    done: { by: 'Kodjo Mensah' },
    to: 'Kodjo Mensah',
  });
  await by(awa, (ctx) => finish(ctx, postId, id, false));
  await expect(by(kodjo, (ctx) => takeTaskAway(ctx, postId, id))).rejects.toMatchObject({ code: 'forbidden' });
  await by(awa, (ctx) => takeTaskAway(ctx, postId, id));
  expect(await by(kodjo, listToDo)).toEqual([]);
});

test('the calendar of a person shows what they began and what they still have to do', async () => {
  const wish = { wall: '2026-12-10T09:00', zone: 'Africa/Lome' };
  await by(awa, (ctx) => savePost(ctx, { id: postId, wish }));
  const shown = async (): Promise<Id[]> =>
    (await by(awa, (ctx) => readMonth(ctx, { month: '2026-12', zone: 'Africa/Lome', by: kodjo.userId }))).lines.map((line) => line.id);
  expect(await shown()).toEqual([]);
  const id = await by(awa, (ctx) => giveTask(ctx, postId, { kind: 'write', to: kodjo.userId, due: null, note: '' }));
  expect(await shown()).toEqual([postId]);
  await by(kodjo, (ctx) => finish(ctx, postId, id, true));
  expect(await shown()).toEqual([]);
});

test('names are read without case, accents or the rest of the name; an address names nobody', () => {
  const people = [
    { userId: 'a', name: 'Aïssatou Diallo' },
    { userId: 'k', name: 'Kodjo' },
  ];
  expect(mentionsIn('@aissatou et @KODJO, voyez', people)).toEqual(['a', 'k']);
  expect(mentionsIn('Merci @Aïssatou Diallo.', people)).toEqual(['a']);
  expect(mentionsIn('ecrire a kodjo@kodjo.example ou @kodjovi', people)).toEqual([]);
});
