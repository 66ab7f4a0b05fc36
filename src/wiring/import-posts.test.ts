import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetImports, keepImport, listPosts, mendImport, readImport, savePost } from '#modules/calendar';
import { COLUMNS, type Cells } from '#modules/calendar/shapes';
import { readPublicationsOf } from '#modules/publishing';
import { furnish } from '../modules/calendar/furnish.fixture.ts';
import { rulings } from '../parts/calendar/import/rulings.ts';
import { shownRow } from '../parts/calendar/import/shown-row.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import type { Actor } from '../words/actor.ts';
import { newId, type Id } from '../words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { refused } from '../../tests/worlds/visitors.ts';
import { importPosts, undoImport } from './import-posts.ts';
import { schedulePost } from './plan-post.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => void (database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
beforeEach(async () => void (house = await furnish(database)));
afterAll(() => database.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);
const row = (cells: Partial<Cells>): Cells => ({ ...(Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Cells), ...cells });
const keep = (...rows: Partial<Cells>[]): Promise<Id> =>
  asAwa((ctx) => keepImport(ctx, { name: 'décembre.csv', rows: rows.map((cells, index) => ({ line: index + 2, cells: row(cells) })) }));
const read = (id: Id) => asAwa((ctx) => readImport(ctx, id, rulings));
const problems = async (id: Id) => (await read(id)).rows.map(({ problems }) => problems.map(({ code }) => code).join());
const texts = async () => (await asAwa((ctx) => listPosts(ctx, { limit: 100 }))).map(({ text }) => text).sort();
const good = { client: 'chez tantine afi', accounts: '@afi0 ; @afi1', day: '10/12/2026', hour: '9h30', text: 'Menu' };

test('every row says all that is wrong with it, in words, and nothing is created', async () => {
  await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Menu', wish: { wall: '2026-12-11T09:30', zone: 'Africa/Lome' } }));
  const id = await keep(
    good,
    { ...good, client: 'Personne' },
    { ...good, accounts: 'Instagram, @afi0' },
    { ...good, accounts: 'Mastodon' },
    { ...good, day: '12/31/2026', zone: 'Lomé' },
    { ...good, hour: '' },
    { ...good, day: '28/03/2027', hour: '2h30', zone: 'Europe/Paris' },
    { ...good, day: '01/11/2026' },
    { ...good, text: 'x'.repeat(501) },
    { ...good, text: '' },
    { ...good, pillar: 'Recettes' },
    { ...good, text: ' Menu ' },
    { ...good, day: '11/12/2026' },
    { text: 'Une idée', client: '' },
  );
  expect(await problems(id)).toEqual([
    ...['', 'unknown_client', 'unknown_account', 'several_accounts', 'unreadable_day', 'no_hour', 'gap', 'past'],
    ...['network,network', 'no_text', 'unknown_pillar', 'row_twice', 'planned_already', ''],
  ]);
  const said = (await read(id)).rows.flatMap((one) => Object.values(shownRow(one).problems).flat());
  expect(said).toContain('@afi0\u202f: 1 caractères de trop : 501 pour 500.'.replace('trop : 501', 'trop\u202f: 501'));
  expect(said.filter((words) => /^[a-z_]+$/.test(words))).toEqual([]);
  expect(await texts()).toEqual(['Menu']);
});

test('what is mended is imported with the rest, once; what is not waits; one undo takes back what nobody touched since', async () => {
  const id = await keep(
    good,
    { ...good, hour: 'matin', text: 'Soupe' },
    { ...good, text: 'Riz', day: '', hour: '' },
    { ...good, client: '?' },
  );
  expect(await problems(id)).toEqual(['', 'unreadable_hour', '', 'unknown_client']);
  await asAwa((ctx) => mendImport(ctx, id, new Map([[3, { hour: '18 h' }]])));
  expect(await asAwa((ctx) => importPosts(ctx, id, rulings, { plan: true }))).toBe(3);
  expect(await refused(asAwa((ctx) => importPosts(ctx, id, rulings, { plan: true })))).toMatchObject({ code: 'import_nothing_ready' });
  const posts = await asAwa((ctx) => listPosts(ctx, { limit: 100 }));
  expect(posts.map(({ text, wish, plannedVersion }) => [text, wish?.wall, plannedVersion]).sort()).toEqual([
    ['Menu', '2026-12-10T09:30', 1],
    ['Riz', undefined, null],
    ['Soupe', '2026-12-10T18:00', 1],
  ]);
  const soup = posts.find(({ text }) => text === 'Soupe')!;
  await asAwa((ctx) => savePost(ctx, { id: soup.id, version: 1, text: 'Soupe de poisson' }));
  expect(await asAwa((ctx) => undoImport(ctx, id, rulings))).toEqual({ gone: 2, kept: 1 });
  expect(await texts()).toEqual(['Soupe de poisson']);
  const left = await asAwa((ctx) =>
    readPublicationsOf(
      ctx,
      posts.map((one) => one.id),
    ),
  );
  expect(left.map(({ postId, label }) => [postId === soup.id, label]).sort()).toEqual([
    ...Array<[boolean, string]>(2).fill([false, 'cancelled']),
    ...Array<[boolean, string]>(2).fill([true, 'scheduled']),
  ]);
  expect(await refused(asAwa((ctx) => undoImport(ctx, id, rulings)))).toMatchObject({ code: 'import_undone' });
});

test('once one of them has left, nothing is taken back', async () => {
  const id = await keep(good, { ...good, text: 'Soupe' });
  await asAwa((ctx) => importPosts(ctx, id, rulings, { plan: false }));
  const [first] = await asAwa((ctx) => listPosts(ctx, { limit: 100 }));
  await asAwa((ctx) => schedulePost(ctx, first!.id, { wall: '2026-12-10T09:30', zone: 'Africa/Lome' }));
  await database.peek(`update publishing.publication set state = 'PUBLISHED' where post_id = $1`, [first!.id]);
  expect(await refused(asAwa((ctx) => undoImport(ctx, id, rulings)))).toMatchObject({ code: 'import_already_sent' });
  expect(await texts()).toEqual(['Menu', 'Soupe']);
});

test('a file belongs to who brought it; a creator imports drafts of their clients, and schedules nothing', async () => {
  const kodjo: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [house.clientId] };
  const asKodjo = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, kodjo, house.workspaceId)(work);
  const hers = await keep(good);
  expect(await refused(asKodjo((ctx) => readImport(ctx, hers, rulings)))).toMatchObject({ code: 'not_found' });
  const id = await asKodjo((ctx) => keepImport(ctx, { name: 'a.csv', rows: [{ line: 2, cells: row(good) }] }));
  expect(await refused(asKodjo((ctx) => importPosts(ctx, id, rulings, { plan: true })))).toMatchObject({ code: 'forbidden' });
  expect(await asKodjo((ctx) => importPosts(ctx, id, rulings, { plan: false }))).toBe(1);
  const guest: Actor = { ...kodjo, role: 'guest' };
  expect(await refused(as(database, guest, house.workspaceId)((ctx) => keepImport(ctx, { name: 'a', rows: [] })))).toMatchObject({
    code: 'forbidden',
  });
});

test('rows nobody imported are gone after a day; what was imported can still be taken back', async () => {
  const [waiting, made] = [await keep(good), await keep({ ...good, text: 'Soupe' }, { ...good, client: '?' })];
  await asAwa((ctx) => importPosts(ctx, made, rulings, { plan: false }));
  database.clock.set(new Date('2026-12-02T09:00:00Z'));
  await forgetImports(database);
  expect(await refused(read(waiting))).toMatchObject({ code: 'not_found' });
  expect(await read(made)).toMatchObject({ rows: [], made: [{ changed: false }] });
  expect(await asAwa((ctx) => undoImport(ctx, made, rulings))).toEqual({ gone: 1, kept: 0 });
  database.clock.set(new Date('2026-12-01T08:00:00Z'));
});
