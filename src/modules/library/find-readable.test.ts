import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { body, openLibraryWorld, type LibraryWorld } from '../../../tests/worlds/library.ts';
import { openWorkspace } from '../../../tests/worlds/people.ts';
import type { Actor } from '../../words/actor.ts';
import { newId, type Id } from '../../words/ids.ts';
import { addMedia, findReadable, publishMedia, signedMediaUrl, type MediaView } from './index.server.ts';
import type { VariantName } from './shapes.ts';

let world: LibraryWorld;
let picture: Buffer;
let media: MediaView;
beforeAll(async () => {
  world = await openLibraryWorld();
  picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#1c3d8f' } })
    .jpeg()
    .toBuffer();
  media = await add(world.restaurant);
});
afterAll(() => world.close());

const add = async (clientId: Id): Promise<MediaView> =>
  (await addMedia(world.house, world.atelier.awa, world.atelier.workspaceId, { clientId, name: 'a.jpg', body: body(picture) })).media;

/** How it opens, if at all. */
const read = async (asked: { mediaId?: Id; variant?: VariantName; pass?: string | null; as?: Actor | null }) =>
  (
    await findReadable(world.house, {
      mediaId: asked.mediaId ?? media.id,
      variant: asked.variant ?? 'full',
      pass: asked.pass ?? null,
      actorIn: async (workspaceId) => (workspaceId === world.atelier.workspaceId ? (asked.as ?? null) : null),
    })
  )?.by ?? null;

const passOf = (variant: VariantName, mediaId = media.id): string =>
  new URL(signedMediaUrl(world.house, { workspaceId: world.atelier.workspaceId, mediaId, variant })).searchParams.get('pass')!;

describe('a private media', () => {
  test('is nothing to a stranger, like a media that does not exist', async () => {
    expect(await read({})).toBeNull();
    expect(await read({ mediaId: newId(), as: world.atelier.awa })).toBeNull();
    expect(await read({ variant: 'poster', as: world.atelier.awa })).toBeNull();
  });

  test('opens to who works for its client, and to nobody who does not', async () => {
    const creator = await world.atelier.join('Kofi', 'creator', [world.restaurant]);
    const other = await world.atelier.join('Esi', 'creator', [world.hotel]);
    const guest = await world.atelier.join('Ama', 'guest', [world.restaurant]);
    const manager = await world.atelier.join('Yao', 'manager');
    for (const actor of [world.atelier.awa, manager, creator, guest]) expect(await read({ as: actor }), actor.name).toBe('session');
    expect(await read({ as: other })).toBeNull();
  });

  test('is nothing to the owner of another workspace', async () => {
    const elsewhere = await openWorkspace(world.database, 'Ailleurs');
    const found = await findReadable(world.house, {
      mediaId: media.id,
      variant: 'full',
      pass: null,
      actorIn: async (workspaceId) => (workspaceId === elsewhere.workspaceId ? elsewhere.awa : null),
    });
    expect(found).toBeNull();
  });

  test('opens by its signed address for 15 minutes, and not one more', async () => {
    const pass = passOf('full');
    expect(await read({ pass })).toBe('pass');
    world.database.clock.advance(14 * 60_000 + 59_000);
    expect(await read({ pass })).toBe('pass');
    world.database.clock.advance(1_000);
    expect(await read({ pass })).toBeNull();
    // Even with a session: a dead address is dead, whoever clicks it.
    expect(await read({ pass, as: world.atelier.awa })).toBeNull();
  });

  test('opens by no other address: another variant, another media, a changed or invented pass', async () => {
    const second = await add(world.restaurant);
    const pass = passOf('full');
    expect(await read({ pass, variant: 'light' })).toBeNull();
    expect(await read({ pass, mediaId: second.id })).toBeNull();
    for (const bad of ['', 'x', pass.slice(0, -2), `${pass.slice(0, -4)}AAAA`, 'A'.repeat(500), '../../etc']) {
      expect(await read({ pass: bad }), bad).toBeNull();
    }
  });

  test('its signed address is on the public address of the house', () => {
    const url = signedMediaUrl(world.house, { workspaceId: world.atelier.workspaceId, mediaId: media.id, variant: 'full' });
    expect(url).toMatch(new RegExp(`^https://palabre\\.example/media/${media.id}/full\\?pass=[\\w-]{40,100}$`));
  });
});

test('a media an article shows opens to anyone, from that moment on', async () => {
  const shown = await add(world.hotel);
  expect(await read({ mediaId: shown.id })).toBeNull();
  await world.atelier.as(world.atelier.awa)((ctx) => publishMedia(ctx, [shown.id]));
  const first = await world.database.peek<{ at: Date }>('select public_since as at from library.media where id = $1', [shown.id]);
  world.database.clock.advance(60_000);
  await world.atelier.as(world.atelier.awa)((ctx) => publishMedia(ctx, [shown.id]));
  const second = await world.database.peek<{ at: Date }>('select public_since as at from library.media where id = $1', [shown.id]);
  expect(second).toEqual(first);
  for (const variant of ['full', 'light', 'thumb'] as const) expect(await read({ mediaId: shown.id, variant })).toBe('public');
});

test('publishing in one workspace publishes nothing of another', async () => {
  const elsewhere = await openWorkspace(world.database, 'Ailleurs');
  await elsewhere.as(elsewhere.awa)((ctx) => publishMedia(ctx, [media.id]));
  expect(await read({})).toBeNull();
});
