import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { body, openLibraryWorld, type LibraryWorld } from '../../../tests/worlds/library.ts';
import {
  addMedia,
  countMedia,
  describeMedia,
  freezeMedia,
  listMedia,
  readMedia,
  readMediaBytes,
  setFocus,
  withCuts,
} from './index.server.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world.close());

/** Freezes as a door does: what is missing is made between two tries. */
const freeze = (id: string, ratio: '1:1' | '4:5') =>
  withCuts(world.house, world.atelier.awa, world.atelier.workspaceId, () => world.asAwa((ctx) => freezeMedia(ctx, [id], { ratio })));
const add = async (bytes: Uint8Array, name: string) => {
  const words = { clientId: world.restaurant, name, body: body(bytes), alt: 'Le marché' };
  return (await addMedia(world.house, world.atelier.awa, world.atelier.workspaceId, words)).media;
};
/** Left half red, right half blue: a cut can be told by its colour. */
const halves = () =>
  sharp({ create: { width: 800, height: 400, channels: 3, background: '#d01010' } })
    .composite([{ input: { create: { width: 400, height: 400, channels: 3, background: '#1010d0' } }, left: 400, top: 0 }])
    .jpeg({ quality: 95 })
    .toBuffer();
const colourOf = async (bytes: Uint8Array) => (await sharp(bytes).stats()).dominant;

test('a cut is made once, out of the transaction that wants it, and holds what must stay', async () => {
  const whole = await add(await halves(), 'marche.jpg');
  await expect(world.asAwa((ctx) => freezeMedia(ctx, [whole.id], { ratio: '1:1' }))).rejects.toMatchObject({ code: 'cut_not_ready' });
  await world.asAwa((ctx) => setFocus(ctx, whole.id, { x: 1_000, y: 500 }));
  const [right] = await freeze(whole.id, '1:1');
  expect(right).toMatchObject({
    ...{ width: 400, height: 400, alt: 'Le marché', mime: 'image/jpeg' },
    cut: { of: whole.sha256, x: 400, y: 0, width: 400, height: 400 },
  });
  expect(right!.mediaId).not.toBe(whole.id);
  const bytes = await readMediaBytes(world.house, world.atelier.workspaceId, right!);
  expect(await colourOf(bytes)).toMatchObject({ r: expect.toSatisfy((red: number) => red < 60) });
  // Asked for again it is there already; for another focus it is another, and the first stays what it was.
  expect(await world.asAwa((ctx) => freezeMedia(ctx, [whole.id], { ratio: '1:1' }))).toEqual([right]);
  await world.asAwa((ctx) => setFocus(ctx, whole.id, { x: 0, y: 0 }));
  expect((await freeze(whole.id, '1:1'))[0]).toMatchObject({ cut: { x: 0 } });
  expect(await readMediaBytes(world.house, world.atelier.workspaceId, right!)).toEqual(bytes);
});

test('a cut is not listed nor counted, and what is said of the picture is said of it', async () => {
  const whole = await add(await halves(), 'fete.jpg');
  const before = await world.asAwa((ctx) => countMedia(ctx));
  const [part] = await freeze(whole.id, '4:5');
  expect(await world.asAwa((ctx) => countMedia(ctx))).toEqual(before);
  expect((await world.asAwa((ctx) => listMedia(ctx))).map((one) => one.id)).not.toContain(part!.mediaId);
  await world.asAwa((ctx) => describeMedia(ctx, whole.id, { credit: 'Ama', rightsUntil: '2026-12-31' }));
  expect(await world.asAwa((ctx) => readMedia(ctx, part!.mediaId))).toMatchObject({ credit: 'Ama', rightsUntil: '2026-12-31' });
});

test('an animation stays one when it is cut; a picture of that ratio already goes whole', async () => {
  const frame = (background: string) => ({ create: { width: 60, height: 30, channels: 3 as const, background } });
  const frames = await Promise.all(['#d01010', '#1010d0'].map((colour) => sharp(frame(colour)).png().toBuffer()));
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100] })
    .toBuffer();
  const moving = await add(gif, 'feu.gif');
  const [part] = await freeze(moving.id, '1:1');
  expect(part).toMatchObject({ mime: 'image/webp', width: 30, height: 30 });
  const bytes = await readMediaBytes(world.house, world.atelier.workspaceId, part!);
  expect((await sharp(bytes, { animated: true }).metadata()).pages).toBe(2);

  const square = await add(await sharp(frame('#10d010')).resize(30, 30).png().toBuffer(), 'carre.png');
  expect(await freeze(square.id, '1:1')).toMatchObject([{ mediaId: square.id, sha256: square.sha256 }]);
  expect((await freeze(square.id, '1:1'))[0]).not.toHaveProperty('cut');
});
