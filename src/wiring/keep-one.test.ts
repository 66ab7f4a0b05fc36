import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPost, savePost } from '#modules/calendar';
import { describeMedia, listMedia, readMedia } from '#modules/library';
import { openLibraryWorld, square, type LibraryWorld } from '../../tests/worlds/library.ts';
import { keepOne } from './keep-one.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world.close());

test('of two twins one is kept: posts show it, its words are completed, the shorter right stays, the other is put away', async () => {
  const bytes = await square('#a0a010');
  const [keep, drop] = [await world.add(bytes, 'garde.png'), await world.add(bytes, 'double.png')];
  await world.asAwa((ctx) => describeMedia(ctx, keep, { alt: 'Le plat', rightsUntil: '2027-06-30' }));
  await world.asAwa((ctx) => describeMedia(ctx, drop, { alt: 'Autre', credit: 'Ama', rightsUntil: '2027-01-31', tags: 'plat' }));
  const written = { clientId: world.restaurant, text: 'Au menu' };
  const both = (await world.asAwa((ctx) => savePost(ctx, { ...written, mediaIds: [drop, keep] }))).id;
  const one = (await world.asAwa((ctx) => savePost(ctx, { ...written, mediaIds: [drop] }))).id;
  const doubles = await world.asAwa((ctx) => listMedia(ctx, { doubles: true }));
  expect(new Set(doubles.map(({ id }) => id))).toEqual(new Set([keep, drop]));

  expect(await world.asAwa((ctx) => keepOne(ctx, { keep, drop }))).toBe(2);
  expect(await world.asAwa((ctx) => readPost(ctx, both))).toMatchObject({ mediaIds: [keep], version: 2 });
  expect(await world.asAwa((ctx) => readPost(ctx, one))).toMatchObject({ mediaIds: [keep], version: 2 });
  const kept = { alt: 'Le plat', credit: 'Ama', rightsUntil: '2027-01-31', tags: ['plat'] };
  expect(await world.asAwa((ctx) => readMedia(ctx, keep))).toMatchObject(kept);
  expect((await world.asAwa((ctx) => readMedia(ctx, drop))).archivedAt).not.toBeNull();
  expect(await world.asAwa((ctx) => listMedia(ctx, { doubles: true }))).toEqual([]);
});

test('another client’s picture is no twin to keep', async () => {
  const bytes = await square('#10a0a0');
  const [ours, theirs] = [await world.add(bytes, 'ici.png'), await world.add(bytes, 'hotel.png', world.hotel)];
  await expect(world.asAwa((ctx) => keepOne(ctx, { keep: ours, drop: theirs }))).rejects.toMatchObject({ code: 'media_of_another_client' });
  expect((await world.asAwa((ctx) => readMedia(ctx, theirs))).archivedAt).toBeNull();
});
