import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLibraryWorld, square, type LibraryWorld } from '../../../tests/worlds/library.ts';
import { createFolder, fileMedia, listFolders, listMedia, readMedia, removeFolder, renameFolder } from './index.server.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world.close());

test('several media go into a folder of their client at once; a folder that goes leaves them', async () => {
  const [one, two, other] = [await world.add(await square('#a01010'), 'un.png'), await world.add(await square('#10a010'), 'deux.png'), await world.add(await square('#1010a0'), 'hotel.png', world.hotel)]; // prettier-ignore
  const summer = await world.asAwa((ctx) => createFolder(ctx, world.restaurant, '  Été   2026 '));
  await world.asAwa((ctx) => fileMedia(ctx, [one, two], summer));
  expect(await world.asAwa((ctx) => listFolders(ctx))).toEqual([{ id: summer, clientId: world.restaurant, name: 'Été 2026', count: 2 }]);
  expect(new Set((await world.asAwa((ctx) => listMedia(ctx, { folder: summer }))).map(({ id }) => id))).toEqual(new Set([one, two]));
  expect((await world.asAwa((ctx) => listMedia(ctx, { folder: 'none' }))).map(({ id }) => id)).toEqual([other]);

  await expect(world.asAwa((ctx) => fileMedia(ctx, [one, other], summer))).rejects.toMatchObject({ code: 'media_of_another_client' });
  await expect(world.asAwa((ctx) => createFolder(ctx, world.restaurant, 'été 2026'))).rejects.toMatchObject({ code: 'folder_exists' });
  const event = await world.asAwa((ctx) => createFolder(ctx, world.restaurant, 'Événements'));
  await expect(world.asAwa((ctx) => renameFolder(ctx, event, 'ÉTÉ 2026'))).rejects.toMatchObject({ code: 'folder_exists' });
  await world.asAwa((ctx) => renameFolder(ctx, event, 'Fêtes'));
  await world.asAwa((ctx) => fileMedia(ctx, [one], event));
  await world.asAwa((ctx) => removeFolder(ctx, event));
  expect((await world.asAwa((ctx) => readMedia(ctx, one))).folderId).toBeNull();
  expect(await world.asAwa((ctx) => listFolders(ctx))).toHaveLength(1);
});
