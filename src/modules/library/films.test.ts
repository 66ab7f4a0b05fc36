import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BufferSource, Input, MATROSKA, MP4, QTFF, WEBM } from 'mediabunny';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { body, openLibraryWorld, type LibraryWorld } from '../../../tests/worlds/library.ts';
import { addMedia, addPoster, readMediaBytes } from './index.server.ts';
import { itemOf } from './shapes.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world.close());

const add = async (name: string) => {
  const bytes = await readFile(path.join('tests/worlds/films', name));
  const { atelier, restaurant } = world;
  return addMedia(world.house, atelier.awa, atelier.workspaceId, { clientId: restaurant, name, body: body(bytes) });
};
const poster = (id: string, bytes: Uint8Array) => addPoster(world.house, world.atelier.awa, world.atelier.workspaceId, id, body(bytes));

test.each([
  ['h264.mp4', 'video/mp4', true],
  ['phone.mov', 'video/mp4', true],
  ['vp8.webm', 'video/webm', false],
] as const)('%s comes out as %s, whole and without where it was taken', async (name, mime, location) => {
  const { media, cleaned } = await add(name);
  expect(media).toMatchObject({ kind: 'video', mime, width: 160, height: 120 });
  expect(media.durationMs).toBeGreaterThan(990);
  expect(media.durationMs).toBeLessThan(1_020);
  expect(cleaned.location).toBe(location);

  const bytes = await readMediaBytes(world.house, world.atelier.workspaceId, { mediaId: media.id, sha256: media.sha256 });
  for (const trace of ['06.1256', 'Lomé', 'Lavf']) expect(Buffer.from(bytes).includes(trace)).toBe(false);
  const film = new Input({ source: new BufferSource(bytes), formats: [MP4, QTFF, WEBM, MATROSKA] });
  const [picture, sound] = [await film.getPrimaryVideoTrack(), await film.getPrimaryAudioTrack()];
  expect((await picture!.computePacketStats()).packetCount).toBe(10);
  expect((await sound!.computePacketStats()).packetCount).toBeGreaterThan(20);
});

test.each([
  ['hevc.mp4', 'media_codec', { codec: 'hevc + aac' }],
  ['sound.mp4', 'media_no_picture', {}],
])('%s cannot be used as it is, and the answer says why', async (name, code, details) => {
  await expect(add(name)).rejects.toMatchObject({ code, details });
});

test('a film takes the still its browser drew, once', async () => {
  const { media } = await add('h264.mp4');
  expect(itemOf(media).still).toBeNull();
  const still = await sharp({ create: { width: 160, height: 120, channels: 3, background: '#1c6a41' } })
    .jpeg()
    .toBuffer();
  const drawn = await poster(media.id, still);
  expect(drawn.variants.map((variant) => variant.name).sort()).toEqual(['full', 'poster', 'thumb']);
  expect(itemOf(drawn).still).toBe(`/media/${media.id}/thumb`);
  const again = await poster(media.id, await sharp(still).negate().jpeg().toBuffer());
  expect(again.variants).toEqual(drawn.variants);
});

test('a still is a picture like any other: decoded or refused', async () => {
  const { media } = await add('h264.mp4');
  await expect(poster(media.id, Buffer.from('<svg/>'))).rejects.toMatchObject({ code: 'media_svg' });
  await expect(poster(media.id, await readFile('tests/worlds/films/h264.mp4'))).rejects.toMatchObject({ code: 'media_unknown' });
});
