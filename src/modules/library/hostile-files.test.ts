import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bombPng, heic, longGif, SCRIPT, svg } from '../../../tests/worlds/hostile-files.ts';
import { body, openLibraryWorld, type LibraryWorld } from '../../../tests/worlds/library.ts';
import { addMedia, readMediaBytes } from './index.server.ts';
import type { MediaView } from './shapes.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world.close());

const add = (bytes: Uint8Array | ReadableStream<Uint8Array>, name: string) =>
  addMedia(world.house, world.atelier.awa, world.atelier.workspaceId, {
    clientId: world.restaurant,
    name,
    body: bytes instanceof Uint8Array ? body(bytes) : bytes,
  });

/** All that is served of a media, as text in which any script would be read. */
async function everyByte(media: MediaView): Promise<string> {
  const all = await Promise.all(
    media.variants.map((one) => readMediaBytes(world.house, world.atelier.workspaceId, { mediaId: media.id, sha256: one.sha256 })),
  );
  return all.map((bytes) => Buffer.from(bytes).toString('latin1')).join('');
}

const photo = (format: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif') =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: '#c2310f', noise: { type: 'gaussian', mean: 120, sigma: 20 } } })
    .toFormat(format)
    .toBuffer();

const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('a file that is not what it may be gets its own answer, whatever its name', () => {
  test.each([
    ['an SVG with a script', 'dessin.svg', svg(), 'media_svg'],
    ['the same called JPEG', 'photo.jpg', svg(), 'media_svg'],
    ['the same behind a declaration and a comment', 'photo.png', svg('<?xml version="1.0"?>\n<!-- une photo -->\n'), 'media_svg'],
    ['the same in UTF-16', 'photo.png', utf16(svg().toString()), 'media_svg'],
    ['a page called GIF', 'danse.gif', Buffer.from(`<!DOCTYPE html><title>x</title>${SCRIPT}`), 'media_page'],
    ['a PDF called PNG', 'affiche.png', Buffer.from('%PDF-1.7\n%'), 'media_pdf'],
    ['a HEIC of an iPhone', 'IMG_0042.HEIC', heic(), 'media_heic'],
    ['nothing', 'vide.jpg', Buffer.alloc(0), 'media_empty'],
    ['a program', 'photo.jpg.exe', Buffer.from('MZ\x90\0'), 'media_unknown'],
    ['an archive', 'photos.jpg', Buffer.from('PK\x03\x04'), 'media_unknown'],
    ['a GIF that is also a program', 'danse.gif', Buffer.from('GIF89a/*\0\0*/=1;alert(document.domain)//;'), 'media_broken'],
    ['a JPEG in its first bytes only', 'photo.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), svg()]), 'media_broken'],
    ['a PNG in its first bytes only', 'photo.png', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), svg()]), 'media_broken'],
    [
      'a WebP in its first bytes only',
      'photo.webp',
      Buffer.concat([Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), svg()]),
      'media_broken',
    ],
    [
      'a film in its first bytes only',
      'film.mp4',
      Buffer.concat([Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1'), svg()]),
      'media_broken',
    ],
  ])('%s', async (_, name, bytes, code) => {
    await expect(add(bytes, name)).rejects.toMatchObject({ name: 'Refusal', code });
  });
});

describe('a file cut before its end is refused', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('%s', async (format) => {
    const whole = await photo(format);
    await expect(add(whole.subarray(0, Math.floor(whole.length * 0.6)), `photo.${format}`)).rejects.toMatchObject({ code: 'media_broken' });
  });
  test.each(['h264.mp4', 'phone.mov', 'vp8.webm'])('%s', async (name) => {
    const whole = await readFile(path.join('tests/worlds/films', name));
    await expect(add(whole.subarray(0, Math.floor(whole.length * 0.7)), name)).rejects.toMatchObject({ code: 'media_broken' });
  });
});

describe('what opens far bigger than it weighs is stopped', () => {
  test('196 million pixels, said by the header', async () => {
    await expect(add(bombPng(14_000, 14_000, 1, 0), 'mur.png')).rejects.toMatchObject({
      code: 'media_pixels',
      details: { megapixels: 196 },
    });
  });
  test('an interlaced picture of 16 bits per sample, within the pixels but not within the memory', async () => {
    await expect(add(bombPng(8_000, 8_000, 16, 6, true), 'mur.png')).rejects.toMatchObject({ code: 'media_too_heavy' });
  });
  test('an animation of thousands of frames', async () => {
    await expect(add(longGif(5_000), 'danse.gif')).rejects.toMatchObject({ code: 'media_frames' });
  });
  test('a stream that never ends, at the limit and not after', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const piece = Buffer.alloc(1_000_000, 1);
        if (sent === 0) piece.set([0xff, 0xd8, 0xff, 0xe0]);
        sent += piece.length;
        controller.enqueue(piece);
      },
    });
    await expect(add(endless, 'photo.jpg')).rejects.toMatchObject({ code: 'media_too_large', details: { megabytes: 25 } });
    expect(sent).toBeLessThan(30_000_000);
  });
});

test('what hides in a good picture does not come out of it', async () => {
  const bytes = await sharp(await photo('jpeg'))
    .withExif({ IFD0: { ImageDescription: SCRIPT, Artist: '<?php phpinfo(); ?>' } })
    .jpeg()
    .toBuffer();
  const two = Buffer.concat([bytes, Buffer.from(`PK\x03\x04${SCRIPT}`)]);
  const { media, cleaned } = await add(two, 'photo.jpg');
  expect(cleaned).toEqual({ location: false, metadata: true, extra: true });
  const served = await everyByte(media);
  for (const trace of ['<script', '<?php', 'PK\x03\x04', 'fetch(']) expect(served).not.toContain(trace);
});

test('a type lie changes nothing: a PNG called JPEG is served as the PNG it is', async () => {
  const { media } = await add(await photo('png'), 'photo.jpg');
  expect(media.mime).toBe('image/png');
});

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['C:\\Users\\awa\\photo.jpg', 'photo.jpg'],
  ['photo\0.jpg\r\nSet-Cookie: a=b', 'photo.jpgSet-Cookie: a=b'],
  ['annexe\u202egpj.exe', 'annexegpj.exe'],
  ['', '…'],
  [`${'é'.repeat(4_000)}.jpg`, /^é{100}…é{15}\.jpg$/],
  ['<img src=x onerror=alert(1)>.jpg', '<img src=x onerror=alert(1)>.jpg'],
  ['😀 marché.jpg', '😀 marché.jpg'],
])('a file called %j keeps a name fit to be shown, and never names a path', async (given, shown) => {
  const { media } = await add(await photo('jpeg'), given);
  if (typeof shown === 'string') expect(media.originalName).toBe(shown);
  else expect(media.originalName).toMatch(shown);
  const stored = await readdir(path.join(world.folder, 'media'), { recursive: true, withFileTypes: true });
  for (const file of stored.filter((one) => one.isFile())) expect(file.name).toMatch(/^[0-9a-f]{64}$/);
});
