import sharp from 'sharp';
import { expect, test } from 'vitest';
import { body, openLibraryWorld } from '../../../tests/worlds/library.ts';
import { addMedia } from '#modules/library';
import { deletePost, listAhead, listPostsShowing, savePost } from './index.server.ts';

test('the library can say which posts show a picture: those that are not deleted, of clients one sees', async () => {
  const world = await openLibraryWorld();
  const { atelier, restaurant } = world;
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c2310f' } })
    .png()
    .toBuffer();
  const words = { clientId: restaurant, name: 'plat.png', body: body(bytes), alt: 'Un plat' };
  const { media } = await addMedia(world.house, atelier.awa, atelier.workspaceId, words);
  const asAwa = atelier.as(atelier.awa);
  const shows = await asAwa((ctx) => savePost(ctx, { clientId: restaurant, title: 'Le plat', text: '', mediaIds: [media.id] }));
  await asAwa((ctx) => savePost(ctx, { clientId: restaurant, title: 'Sans image', text: '' }));
  expect((await asAwa((ctx) => listPostsShowing(ctx, media.id))).map((line) => line.name)).toEqual(['Le plat']);
  expect(await asAwa((ctx) => listAhead(ctx, [media.id]))).toEqual([]);
  const tomorrow = new Date(world.house.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  await asAwa((ctx) => savePost(ctx, { id: shows.id, wish: { wall: `${tomorrow}T09:00`, zone: 'UTC' } }));
  const ahead = { mediaId: media.id, postId: shows.id, clientId: restaurant, day: tomorrow, planned: false };
  expect(await asAwa((ctx) => listAhead(ctx, [media.id]))).toEqual([ahead]);
  await asAwa((ctx) => deletePost(ctx, shows.id));
  expect(await asAwa((ctx) => listAhead(ctx, [media.id]))).toEqual([]);
  expect(await asAwa((ctx) => listPostsShowing(ctx, media.id))).toEqual([]);
  await world.close();
});
