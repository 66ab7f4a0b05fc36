import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePost } from '#modules/calendar';
import type { Id } from '#words/ids.ts';
import { openLibraryWorld, type LibraryWorld } from '../../../../../../../tests/worlds/library.ts';
import { readComposer } from './read-composer.ts';

let world: LibraryWorld;
beforeAll(async () => void (world = await openLibraryWorld()));
afterAll(() => world?.close());

const square = (hue: number): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: `hsl(${hue}, 50%, 50%)` } })
    .png()
    .toBuffer();

test('a composer is opened with the newest pictures of a large library and those of the post; the others when asked for', async () => {
  const added: Id[] = [];
  for (let index = 0; index < 8; index++) added.push(await world.add(await square(index * 40), `${index}.png`));
  const [oldest] = added as [Id];
  const { id } = await world.asAwa((ctx) =>
    savePost(ctx, { clientId: world.restaurant, title: '', text: 'Midi', mediaIds: [oldest], variants: [] }),
  );
  const read = async (library: boolean) => {
    const { media, more } = await world.asAwa((ctx) => readComposer(ctx, id, library));
    return { names: media.map(({ name }) => name).toSorted(), more };
  };
  expect(await read(false)).toEqual({ names: ['0.png', '2.png', '3.png', '4.png', '5.png', '6.png', '7.png'], more: true });
  expect(await read(true)).toEqual({ names: added.map((_, index) => `${index}.png`), more: false });
});
