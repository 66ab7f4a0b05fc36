import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPost, savePost } from '#modules/calendar';
import { readPublicationsOf } from '#modules/publishing';
import { furnish } from '../modules/calendar/furnish.fixture.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { refused } from '../../tests/worlds/visitors.ts';
import { moveAnywhere } from './move-anywhere.ts';
import { schedulePost } from './plan-post.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => {
  database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'));
  house = await furnish(database);
});
afterAll(() => database.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);
const at = (wall: string) => ({ wall, zone: 'Africa/Lome' });
const write = async () => {
  const variants = [{ channelId: house.channelIds[0]!, text: null, title: null, thread: [], mediaIds: null }];
  const saved = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Menu', variants, wish: at('2026-12-10T09:00') }));
  return saved.id;
};

test('what was handed over moves with its publications; what was not moves alone; both say where they were', async () => {
  const [draft, planned] = [await write(), await write()];
  await asAwa((ctx) => schedulePost(ctx, planned, at('2026-12-10T09:00')));
  for (const id of [draft, planned])
    expect(await asAwa((ctx) => moveAnywhere(ctx, id, () => at('2026-12-12T18:00')))).toEqual(at('2026-12-10T09:00'));
  const moved = await asAwa((ctx) => readPublicationsOf(ctx, [draft, planned]));
  expect(moved.map(({ postId, notBefore, label }) => [postId, notBefore, label])).toEqual([
    [planned, new Date('2026-12-12T18:00:00Z'), 'scheduled'],
  ]);
  expect(await asAwa((ctx) => readPost(ctx, draft))).toMatchObject({ plannedVersion: null, wish: at('2026-12-12T18:00') });
});

test('what is handed over does not move into the past, and stays where it was', async () => {
  const id = await write();
  await asAwa((ctx) => schedulePost(ctx, id, at('2026-12-10T09:00')));
  expect(await refused(asAwa((ctx) => moveAnywhere(ctx, id, () => at('2026-11-10T09:00'))))).toMatchObject({ code: 'plan_in_the_past' });
  expect((await asAwa((ctx) => readPost(ctx, id))).wish).toEqual(at('2026-12-10T09:00'));
});
