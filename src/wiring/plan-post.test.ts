import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readPost, savePost } from '#modules/calendar';
import { readPublicationsOf } from '#modules/publishing';
import { furnish } from '../modules/calendar/furnish.fixture.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import type { Id } from '../words/ids.ts';
import { newId } from '../words/ids.ts';
import type { Actor } from '../words/actor.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { handEdits, movePost, publishNow, schedulePost, takeBack } from './plan-post.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
let postId: Id;
const noon = { wall: '2026-12-24T12:00', zone: 'Africa/Lome' };
const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);
const variant = (index: number, text: string | null = null, thread: string[] = []) => ({
  ...{ channelId: house.channelIds[index]!, text, title: null, thread, mediaIds: null },
});
const publications = () => asAwa((ctx) => readPublicationsOf(ctx, [postId]));

beforeAll(async () => void (database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
beforeEach(async () => {
  house = await furnish(database);
  const content = { clientId: house.clientId, text: 'Le menu du jour', variants: [variant(0), variant(1, 'Pour eux', ['La suite'])] };
  postId = (await asAwa((ctx) => savePost(ctx, content))).id;
});
afterAll(() => database.close());

test('planning a post plans each channel, threads in order, in one transaction', async () => {
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  expect((await publications()).map((one) => [one.text, one.position, one.label])).toEqual(
    expect.arrayContaining([
      ['Le menu du jour', 0, 'scheduled'],
      ['Pour eux', 0, 'scheduled'],
      ['La suite', 1, 'scheduled'],
    ]),
  );
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({ plannedVersion: 1 });
});

test('a channel whose rules stop the content waits; the others leave', async () => {
  await asAwa((ctx) => savePost(ctx, { id: postId, variants: [variant(0), variant(1, 'x'.repeat(501))] }));
  const { blocked } = await asAwa((ctx) => schedulePost(ctx, postId, noon));
  expect(blocked).toMatchObject([{ channelId: house.channelIds[1], checks: [{ code: 'text_too_long' }] }]);
  expect((await publications()).map((one) => one.channelId)).toEqual([house.channelIds[0]]);
});

test('when no channel can take it, nothing is planned, not even the hour', async () => {
  await asAwa((ctx) => savePost(ctx, { id: postId, variants: [variant(0, 'x'.repeat(501))] }));
  await expect(asAwa((ctx) => schedulePost(ctx, postId, noon))).rejects.toMatchObject({ code: 'every_channel_blocked' });
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({ plannedVersion: null, wish: null });
});

test('what is published now leaves after the seconds in which a person may take it back', async () => {
  const { plan } = await asAwa((ctx) => publishNow(ctx, postId, 'Africa/Lome'));
  expect(plan.instant.getTime() - database.clock.now().getTime()).toBe(10_000);
  await takeBack((work) => asAwa(work), postId);
  expect((await publications()).every((one) => one.label === 'cancelled')).toBe(true);
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({ plannedVersion: null });
});

test('editing a scheduled post changes nothing that leaves until the edit is handed over', async () => {
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await asAwa((ctx) => savePost(ctx, { id: postId, text: 'Le menu de demain' }));
  expect((await publications()).some((one) => one.text === 'Le menu de demain')).toBe(false);
  await asAwa((ctx) => handEdits(ctx, postId));
  expect((await publications()).some((one) => one.text === 'Le menu de demain')).toBe(true);
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({ plannedVersion: 2, version: 2 });
});

test('what a creator hands over is held until somebody approves it', async () => {
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  const creator: Actor = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [house.clientId] };
  await as(database, creator, house.workspaceId)((ctx) => savePost(ctx, { id: postId, text: 'Retouché' }));
  await as(database, creator, house.workspaceId)((ctx) => handEdits(ctx, postId));
  expect((await publications()).find((one) => one.text === 'Retouché')).toMatchObject({ label: 'held', reason: 'not_approved' });
});

test('moving moves the calendar and what leaves together, and keeps edits that were not handed over apart', async () => {
  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await asAwa((ctx) => savePost(ctx, { id: postId, text: 'Retouché' }));
  await asAwa((ctx) => movePost(ctx, postId, { wall: '2026-12-25T09:00', zone: 'Africa/Lome' }));
  expect((await publications()).map((one) => one.notBefore.toISOString())).toEqual(Array(3).fill('2026-12-25T09:00:00.000Z'));
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({ plannedVersion: 1, version: 2, wish: { wall: '2026-12-25T09:00' } });
});

/** A picture of the client that may be shown until a day, written from behind: decoding is another room's test. */
async function picture(rightsUntil: string): Promise<Id> {
  const [id, workspace] = [newId(), house.workspaceId];
  await database.peek(
    `insert into library.media (workspace_id, id, client_id, kind, original_name, original_bytes, created_at, rights_until)
     values ($1, $2, $3, 'image', 'laureats.jpg', 9, now(), $4)`,
    [workspace, id, house.clientId, rightsUntil],
  );
  await database.peek(
    `insert into library.variant (workspace_id, media_id, name, mime, bytes, width, height, sha256)
     values ($1, $2, 'full', 'image/jpeg', 9, 3, 3, $3)`,
    [workspace, id, 'a'.repeat(64)],
  );
  return id;
}

test('a post that would outlive an image right is not planned, nor moved past its last day', async () => {
  await asAwa(async (ctx) => savePost(ctx, { id: postId, mediaIds: [await picture('2026-12-24')] }));
  const later = { ...noon, wall: '2026-12-25T00:00' };
  const refusal = await asAwa((ctx) => schedulePost(ctx, postId, later)).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'every_channel_blocked' });
  const over = { code: 'rights_over', level: 'block', details: { name: 'laureats.jpg', date: '2026-12-24' } };
  expect((refusal as { blocked: unknown[] }).blocked).toMatchObject([{ checks: [over] }, { checks: [over] }]);

  await asAwa((ctx) => schedulePost(ctx, postId, noon));
  await expect(asAwa((ctx) => movePost(ctx, postId, later))).rejects.toMatchObject({ code: 'rights_over', status: 409 });
  expect(await asAwa((ctx) => readPost(ctx, postId))).toMatchObject({ wish: noon });
});
