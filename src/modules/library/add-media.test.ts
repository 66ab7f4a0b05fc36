import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { body, openLibraryWorld, type LibraryWorld } from '../../../tests/worlds/library.ts';
import { addMedia, freezeMedia, listMedia, readMediaBytes } from './index.server.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world.close());

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c2310f', noise: { type: 'gaussian', mean: 120, sigma: 6 } } });

const add = (bytes: Uint8Array, name = 'poisson.jpg', clientId = world.restaurant) =>
  addMedia(world.house, world.atelier.awa, world.atelier.workspaceId, {
    clientId,
    name,
    body: body(bytes),
    alt: ' Un bar sur la braise ',
    credit: 'Kodjo',
  });

const bytesOf = (sha256: string) => readMediaBytes(world.house, world.atelier.workspaceId, { mediaId: 'asked', sha256 });

test('a photo of a phone comes out upright, light and without a trace of where it was taken', async () => {
  const bytes = await photo(2_400, 1_600)
    .withExif({ IFD0: { Model: 'Tecno Spark' }, IFD3: { GPSLatitude: '6/1 7/1 30/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { media, cleaned } = await add(bytes);
  expect(cleaned).toEqual({ location: true, metadata: true, extra: false });
  expect(media).toMatchObject({
    kind: 'image',
    mime: 'image/jpeg',
    width: 1_365,
    height: 2_048,
    alt: 'Un bar sur la braise',
    originalBytes: bytes.length,
  });
  for (const variant of media.variants) {
    const written = await sharp(await bytesOf(variant.sha256)).metadata();
    expect(written).toMatchObject({ width: variant.width, height: variant.height });
    expect([written.exif, written.icc, written.xmp, written.iptc, written.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  }
});

test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('a %s is accepted and written in three weights', async (format) => {
  const { media } = await add(
    await photo(1_200, 800)
      .toFormat(format, format === 'jpeg' ? {} : { effort: 1 })
      .toBuffer(),
    `image.${format}`,
  );
  const weights = Object.fromEntries(media.variants.map((variant) => [variant.name, variant]));
  expect(Object.keys(weights).sort()).toEqual(['full', 'light', 'thumb']);
  expect(weights.full!.bytes).toBeLessThanOrEqual(2_000_000);
  expect(weights.light!.bytes).toBeLessThanOrEqual(100_000);
  expect(weights.thumb!.bytes).toBeLessThanOrEqual(30_000);
  expect(weights.light).toMatchObject({ mime: 'image/webp', width: 960 });
  expect(media.tint).toMatch(/^#[0-9a-f]{6}$/);
});

test('a logo keeps its transparency, without loss', async () => {
  const logo = await sharp({ create: { width: 400, height: 400, channels: 4, background: '#00000000' } })
    .composite([{ input: { create: { width: 200, height: 200, channels: 4, background: '#1c3d8f' } } }])
    .png()
    .toBuffer();
  const { media } = await add(logo, 'logo.png');
  expect(media.mime).toBe('image/png');
  const corner = await sharp(await bytesOf(media.sha256))
    .extract({ left: 0, top: 0, width: 1, height: 1 })
    .raw()
    .toBuffer();
  expect(corner[3]).toBe(0);
});

test('an animated GIF stays animated; its small pictures stand still', async () => {
  const frames = await Promise.all(
    ['#f00', '#0f0', '#00f'].map((background) =>
      sharp({ create: { width: 64, height: 48, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const { media } = await add(
    await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer(),
    'danse.gif',
  );
  expect(media).toMatchObject({ mime: 'image/webp', width: 64, height: 48 });
  expect((await sharp(await bytesOf(media.sha256)).metadata()).pages).toBe(3);
  const light = media.variants.find((variant) => variant.name === 'light')!;
  expect((await sharp(await bytesOf(light.sha256)).metadata()).pages).toBeUndefined();
});

test('what is frozen keeps its order, its words and its bytes', async () => {
  const [first, second] = [await add(await photo(300, 200).jpeg().toBuffer()), await add(await photo(200, 300).jpeg().toBuffer())];
  const frozen = await world.atelier.as(world.atelier.awa)((ctx) => freezeMedia(ctx, [second.media.id, first.media.id]));
  expect(frozen.map((one) => one.mediaId)).toEqual([second.media.id, first.media.id]);
  expect(frozen[0]).toMatchObject({ mime: 'image/jpeg', width: 200, height: 300, alt: 'Un bar sur la braise' });
  expect((await readMediaBytes(world.house, world.atelier.workspaceId, frozen[0]!)).length).toBe(frozen[0]!.bytes);
});

test('nothing handed in stays behind, accepted or not', async () => {
  await expect(add(Buffer.from('<svg onload="alert(1)"/>'))).rejects.toMatchObject({ code: 'media_svg' });
  expect(await readdir(path.join(world.folder, 'tmp'))).toEqual([]);
});

test('a creator sees and adds only for the clients they were given; a guest adds nothing', async () => {
  const kofi = await world.atelier.join('Kofi', 'creator', [world.restaurant]);
  const guest = await world.atelier.join('Ama', 'guest', [world.restaurant]);
  const bytes = await photo(50, 50).jpeg().toBuffer();
  const addAs = (actor: typeof kofi, clientId: string) =>
    addMedia(world.house, actor, world.atelier.workspaceId, { clientId, name: 'a.jpg', body: body(bytes) });
  const { media } = await addAs(kofi, world.restaurant);
  await add(bytes, 'hotel.jpg', world.hotel);
  await expect(addAs(kofi, world.hotel)).rejects.toMatchObject({ code: 'not_found' });
  await expect(addAs(guest, world.restaurant)).rejects.toMatchObject({ code: 'forbidden' });
  const seen = await world.atelier.as(guest)((ctx) => listMedia(ctx));
  expect(seen.map((one) => one.id)).toContain(media.id);
  expect(new Set(seen.map((one) => one.clientId))).toEqual(new Set([world.restaurant]));
});
