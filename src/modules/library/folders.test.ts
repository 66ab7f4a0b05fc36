import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { body, openLibraryWorld, type LibraryWorld } from '../../../tests/worlds/library.ts';
import type { Ctx } from '../../plumbing/db/index.ts';
import { addMedia, createFolder, fileMedia, listFolders, listMedia, readMedia, removeFolder, renameFolder } from './index.server.ts';

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

test('several media go into a folder of their client at once; a folder that goes leaves them', async () => {
  const [one, two, other] = [await add(await square('#a01010'), 'un.png'), await add(await square('#10a010'), 'deux.png'), await add(await square('#1010a0'), 'hotel.png', world.hotel)]; // prettier-ignore
  const summer = await asAwa((ctx) => createFolder(ctx, world.restaurant, '  Été   2026 '));
  await asAwa((ctx) => fileMedia(ctx, [one, two], summer));
  expect(await asAwa((ctx) => listFolders(ctx))).toEqual([{ id: summer, clientId: world.restaurant, name: 'Été 2026', count: 2 }]);
  expect(new Set((await asAwa((ctx) => listMedia(ctx, { folder: summer }))).map(({ id }) => id))).toEqual(new Set([one, two]));
  expect((await asAwa((ctx) => listMedia(ctx, { folder: 'none' }))).map(({ id }) => id)).toEqual([other]);

  await expect(asAwa((ctx) => fileMedia(ctx, [one, other], summer))).rejects.toMatchObject({ code: 'media_of_another_client' });
  await expect(asAwa((ctx) => createFolder(ctx, world.restaurant, 'été 2026'))).rejects.toMatchObject({ code: 'folder_exists' });
  const event = await asAwa((ctx) => createFolder(ctx, world.restaurant, 'Événements'));
  await expect(asAwa((ctx) => renameFolder(ctx, event, 'ÉTÉ 2026'))).rejects.toMatchObject({ code: 'folder_exists' });
  await asAwa((ctx) => renameFolder(ctx, event, 'Fêtes'));
  await asAwa((ctx) => fileMedia(ctx, [one], event));
  await asAwa((ctx) => removeFolder(ctx, event));
  expect((await asAwa((ctx) => readMedia(ctx, one))).folderId).toBeNull();
  expect(await asAwa((ctx) => listFolders(ctx))).toHaveLength(1);
});
