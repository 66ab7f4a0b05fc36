import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPost, savePost } from '#modules/calendar';
import { addMedia, describeMedia, listMedia, readMedia } from '#modules/library';
import { body, openLibraryWorld, type LibraryWorld } from '../../tests/worlds/library.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import { keepOne } from './keep-one.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world.close());

const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => world.atelier.as(world.atelier.awa)(work);
const square = (colour: string) =>
  sharp({ create: { width: 16, height: 16, channels: 3, background: colour } })
    .png()
    .toBuffer();
const add = async (bytes: Uint8Array, name: string, clientId = world.restaurant) =>
  (await addMedia(world.house, world.atelier.awa, world.atelier.workspaceId, { clientId, name, body: body(bytes) })).media.id;

test('of two twins one is kept: posts show it, its words are completed, the shorter right stays, the other is put away', async () => {
  const bytes = await square('#a0a010');
  const [keep, drop] = [await add(bytes, 'garde.png'), await add(bytes, 'double.png')];
  await asAwa((ctx) => describeMedia(ctx, keep, { alt: 'Le plat', rightsUntil: '2027-06-30' }));
  await asAwa((ctx) => describeMedia(ctx, drop, { alt: 'Autre', credit: 'Ama', rightsUntil: '2027-01-31', tags: 'plat' }));
  const written = { clientId: world.restaurant, text: 'Au menu' };
  const both = (await asAwa((ctx) => savePost(ctx, { ...written, mediaIds: [drop, keep] }))).id;
  const one = (await asAwa((ctx) => savePost(ctx, { ...written, mediaIds: [drop] }))).id;
  const doubles = await asAwa((ctx) => listMedia(ctx, { doubles: true }));
  expect(new Set(doubles.map(({ id }) => id))).toEqual(new Set([keep, drop]));

  expect(await asAwa((ctx) => keepOne(ctx, { keep, drop }))).toBe(2);
  expect(await asAwa((ctx) => readPost(ctx, both))).toMatchObject({ mediaIds: [keep], version: 2 });
  expect(await asAwa((ctx) => readPost(ctx, one))).toMatchObject({ mediaIds: [keep], version: 2 });
  const kept = { alt: 'Le plat', credit: 'Ama', rightsUntil: '2027-01-31', tags: ['plat'] };
  expect(await asAwa((ctx) => readMedia(ctx, keep))).toMatchObject(kept);
  expect((await asAwa((ctx) => readMedia(ctx, drop))).archivedAt).not.toBeNull();
  expect(await asAwa((ctx) => listMedia(ctx, { doubles: true }))).toEqual([]);
});

test('another client’s picture is no twin to keep', async () => {
  const bytes = await square('#10a0a0');
  const [ours, theirs] = [await add(bytes, 'ici.png'), await add(bytes, 'hotel.png', world.hotel)];
  await expect(asAwa((ctx) => keepOne(ctx, { keep: ours, drop: theirs }))).rejects.toMatchObject({ code: 'media_of_another_client' });
  expect((await asAwa((ctx) => readMedia(ctx, theirs))).archivedAt).toBeNull();
});
