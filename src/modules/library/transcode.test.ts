import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { body, openLibraryWorld, type LibraryWorld } from '../../../tests/worlds/library.ts';
import { addMedia } from './index.server.ts';
import { transcode } from './transcode.ts';

const films = path.resolve('tests/worlds/films');
let folder: string;
let world: LibraryWorld;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'palabre-transcode-'));
  world = await openLibraryWorld({ ffmpeg: await program('good', `/bin/cp ${films}/h264.mp4 "$last"`) });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Stands where the operator's ffmpeg would: machines without one must prove the same promise. It notes how it was called. */
async function program(name: string, does: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\nfor last; do :; done\necho "$@" > ${file}.called\n${does}\n`, { mode: 0o700 });
  return file;
}

test('a film of an iPhone is transcoded by the operator’s ffmpeg, then read like any other', async () => {
  const bytes = await readFile(path.join(films, 'hevc.mp4'));
  const { atelier, restaurant, house } = world;
  const { media } = await addMedia(house, atelier.awa, atelier.workspaceId, {
    clientId: restaurant,
    name: 'IMG_0042.MOV',
    body: body(bytes),
  });
  expect(media).toMatchObject({ kind: 'video', mime: 'video/mp4', originalBytes: bytes.length });
  const called = await readFile(path.join(folder, 'good.called'), 'utf8');
  // It may open this file only, as the format its bytes said.
  expect(called).toMatch(/-protocol_whitelist file -f mov -i \S+\/upload-[0-9a-f-]+\/source /);
});

test('what ffmpeg cannot read, or not in time, is refused', async () => {
  await copyFile(path.join(films, 'hevc.mp4'), path.join(folder, 'source'));
  await expect(transcode(await program('bad', 'exit 1'), 'mp4', folder)).rejects.toMatchObject({ code: 'media_broken' });
  await expect(transcode(await program('slow', 'exec /bin/sleep 30'), 'mp4', folder, 100)).rejects.toMatchObject({
    code: 'media_too_slow',
  });
});
