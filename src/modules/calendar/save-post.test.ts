import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../plumbing/db/index.ts';
import { newId, type Id } from '../../words/ids.ts';
import type { Actor } from '../../words/actor.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { deletePost, readPost, restorePost, savePost } from './index.server.ts';
import { createClient } from '#modules/clients';
import { furnish } from './furnish.fixture.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => void (database = await openTestDatabase()));
beforeEach(async () => void (house = await furnish(database)));
afterAll(() => database.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => as(database, awa, house.workspaceId)(work);
const creatorOf = (...clients: Id[]): Actor => ({ kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients });

test('a save writes what it carries and leaves the rest', async () => {
  const made = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, title: 'Braise', text: 'Onze ans' }));
  const saved = await asAwa((ctx) => savePost(ctx, { id: made.id, version: made.version, text: 'Onze ans de braise' }));
  const post = await asAwa((ctx) => readPost(ctx, made.id));
  expect(saved.version).toBe(2);
  expect(post).toMatchObject({ title: 'Braise', text: 'Onze ans de braise', version: 2, plannedVersion: null });
});

test('two people saving from the same version: the second is told, nothing is overwritten', async () => {
  const { id } = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'un' }));
  await asAwa((ctx) => savePost(ctx, { id, version: 1, text: 'deux' }));
  await expect(asAwa((ctx) => savePost(ctx, { id, version: 1, text: 'trois' }))).rejects.toMatchObject({ code: 'stale' });
  expect(await asAwa((ctx) => readPost(ctx, id))).toMatchObject({ text: 'deux' });
});

test('variants follow the post until touched, and keep their own words when the post changes', async () => {
  const [first, second] = house.channelIds;
  const follows = { channelId: first!, text: null, title: null, thread: [], mediaIds: null };
  const own = { channelId: second!, text: 'Pour ce réseau', title: null, thread: ['Suite', 'Fin'], mediaIds: null };
  const { id } = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'Commun', variants: [follows, own] }));
  await asAwa((ctx) => savePost(ctx, { id, version: 1, text: 'Commun changé' }));
  const post = await asAwa((ctx) => readPost(ctx, id));
  expect(post.variants).toEqual([follows, own]);
});

test('a channel taken off the post leaves, the others stay', async () => {
  const variants = house.channelIds.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
  const { id } = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, variants }));
  await asAwa((ctx) => savePost(ctx, { id, variants: variants.slice(1) }));
  const post = await asAwa((ctx) => readPost(ctx, id));
  expect(post.variants.map((variant) => variant.channelId)).toEqual(house.channelIds.slice(1));
});

test('a creator writes for her clients only, a guest writes for none', async () => {
  const stranger = creatorOf(newId());
  await expect(as(database, stranger, house.workspaceId)((ctx) => savePost(ctx, { clientId: house.clientId }))).rejects.toMatchObject({
    code: 'not_found',
  });
  const guest: Actor = { ...creatorOf(house.clientId), role: 'guest' } as Actor;
  await expect(as(database, guest, house.workspaceId)((ctx) => savePost(ctx, { clientId: house.clientId }))).rejects.toMatchObject({
    code: 'forbidden',
  });
  const creator = creatorOf(house.clientId);
  await expect(as(database, creator, house.workspaceId)((ctx) => savePost(ctx, { clientId: house.clientId }))).resolves.toMatchObject({
    version: 1,
  });
});

test('a post of another workspace does not exist', async () => {
  const { id } = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'à nous' }));
  const elsewhere = await furnish(database);
  await expect(as(database, awa, elsewhere.workspaceId)((ctx) => readPost(ctx, id))).rejects.toMatchObject({ code: 'not_found' });
});

test('a deletion can be undone and nothing of the post is lost', async () => {
  const { id } = await asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'gardé' }));
  await asAwa((ctx) => deletePost(ctx, id));
  await expect(asAwa((ctx) => savePost(ctx, { id, text: 'après' }))).rejects.toMatchObject({ code: 'post_deleted' });
  await asAwa((ctx) => restorePost(ctx, id));
  expect(await asAwa((ctx) => readPost(ctx, id))).toMatchObject({ text: 'gardé', deletedAt: null });
});

test('a post never takes another client’s channel', async () => {
  const other = await asAwa((ctx) => createClient(ctx, { name: 'Hôtel Les Filaos' }));
  const variants = [{ channelId: house.channelIds[0]!, text: null, title: null, thread: [], mediaIds: null }];
  await expect(asAwa((ctx) => savePost(ctx, { clientId: other.id, variants }))).rejects.toMatchObject({
    code: 'channel_of_another_client',
  });
  await expect(asAwa((ctx) => savePost(ctx, { clientId: house.clientId, variants: [...variants, ...variants] }))).rejects.toMatchObject({
    code: 'channel_twice',
  });
});

test('texts beyond any use are refused before they are stored', async () => {
  await expect(asAwa((ctx) => savePost(ctx, { clientId: house.clientId, text: 'x'.repeat(200_001) }))).rejects.toMatchObject({
    code: 'post_too_long',
  });
});
