import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLibraryWorld, type LibraryWorld } from '../../../tests/worlds/library.ts';
import { describeMedia, listEnded, listMedia, listTags, listTwins, readMedia } from './index.server.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world.close());

/** Circles where the seed says: no two seeds look alike. */
const picture = (seed: number, width = 800) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#e8d9b0"/>${[1, 2, 3, 4, 5]
        .map(
          (n) =>
            `<circle cx="${(seed * n * 137) % 800}" cy="${(seed * n * 251) % 600}" r="${60 + ((seed * n) % 90)}" fill="#${((seed * n * 99_991) % 0xffffff).toString(16).padStart(6, '0')}"/>`,
        )
        .join('')}</svg>`,
    ),
  )
    .resize({ width })
    .jpeg({ quality: width > 700 ? 90 : 60 })
    .toBuffer();
const named = (list: readonly { originalName: string }[]) => list.map((one) => one.originalName);

test('licence, end of the image right and tags are kept; what is not named stays; an impossible day is refused', async () => {
  const id = await world.add(await picture(3), 'chef.jpg');
  await world.asAwa((ctx) =>
    describeMedia(ctx, id, {
      alt: 'Le chef',
      licence: 'accord signé',
      rightsUntil: '2027-01-31',
      tags: '#Équipe, grillades , équipe,, braise',
    }),
  );
  await world.asAwa((ctx) => describeMedia(ctx, id, { credit: 'Kodjo' }));
  expect(await world.asAwa((ctx) => readMedia(ctx, id))).toMatchObject({
    alt: 'Le chef',
    credit: 'Kodjo',
    licence: 'accord signé',
    rightsUntil: '2027-01-31',
    tags: ['équipe', 'grillades', 'braise'],
  });
  await expect(world.asAwa((ctx) => describeMedia(ctx, id, { rightsUntil: '2027-02-30' }))).rejects.toMatchObject({
    code: 'invalid',
    field: 'rightsUntil',
  });
  await world.asAwa((ctx) => describeMedia(ctx, id, { rightsUntil: '' }));
  expect((await world.asAwa((ctx) => readMedia(ctx, id))).rightsUntil).toBeNull();
});

test('the last day of an image right is still good, on the clock of the publication', async () => {
  const id = await world.add(await picture(5), 'modele.jpg');
  await world.asAwa((ctx) => describeMedia(ctx, id, { rightsUntil: '2026-12-31' }));
  const ended = (at: string, zone: string) =>
    world.asAwa(async (ctx) => (await listEnded(ctx, [id], new Date(at), zone)).map((one) => one.id));
  expect(await ended('2026-12-31T23:59:59Z', 'Africa/Lome')).toEqual([]);
  expect(await ended('2027-01-01T00:00:00Z', 'Africa/Lome')).toEqual([id]);
  expect(await ended('2027-01-01T00:00:00Z', 'America/Montreal')).toEqual([]);
});

test('media are found by a word of their name, description, credit or tags; signs of a pattern are only signs', async () => {
  const id = await world.add(await picture(7), 'IMG_0042.jpg', world.hotel);
  await world.asAwa((ctx) => describeMedia(ctx, id, { alt: 'La piscine au lever du jour', credit: 'Ama', tags: 'piscine, matin' }));
  const found = async (words: string) => named(await world.asAwa((ctx) => listMedia(ctx, { clientId: world.hotel, words })));
  for (const words of ['LEVER', 'img_00', 'ama', 'matin']) expect(await found(words)).toEqual(['IMG_0042.jpg']);
  for (const words of ['terrasse', '%', 'img-00']) expect(await found(words)).toEqual([]);
  expect(named(await world.asAwa((ctx) => listMedia(ctx, { tag: 'piscine' })))).toEqual(['IMG_0042.jpg']);
  expect(await world.asAwa((ctx) => listTags(ctx, world.hotel))).toEqual(['matin', 'piscine']);
});

test('the same file and a smaller copy of the picture are known as twins; another picture is not', async () => {
  const original = await picture(11);
  const first = await world.add(original, 'une.jpg');
  const again = await world.add(original, 'encore.jpg', world.hotel);
  const smaller = await world.add(await picture(11, 500), 'whatsapp.jpg');
  await world.add(await picture(13), 'autre.jpg');
  expect(new Set((await world.asAwa((ctx) => listTwins(ctx, first))).map((one) => one.id))).toEqual(new Set([again, smaller]));
});
