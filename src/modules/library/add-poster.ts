import { rm } from 'node:fs/promises';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import type { LibraryHouse } from './house.ts';
import { readMedia } from './list-media.ts';
import { insertVariants, selectMedia, updateMedia } from './media.sql.ts';
import { mayAdd } from './policy.ts';
import { isImage, receiveFile } from './receive-file.ts';
import { runDecoder } from './run-decoder.ts';
import { variantOf, type MediaView } from './shapes.ts';
import { storeWritten } from './store-written.ts';
import { decoding } from './take-turns.ts';

/**
 * Gives a film the still its uploader's browser drew: a picture like any other, hence decoded and written again like any other. The
 * first one stays: a second is received and left aside. @throws Refusal `media_*`
 */
export async function addPoster(
  house: LibraryHouse,
  actor: Actor,
  workspaceId: Id,
  id: Id,
  body: ReadableStream<Uint8Array>,
): Promise<MediaView> {
  const film = await house.store.inWorkspace(workspaceId, actor, (ctx) => readMedia(ctx, id));
  mayAdd(actor, film.clientId);
  if (film.kind !== 'video') throw new Refusal('media_unknown', { status: 415 });
  const received = await receiveFile(house.config.dataDir, body);
  try {
    if (!isImage(received.kind)) throw new Refusal('media_unknown', { status: 415 });
    const { kind, folder } = received;
    const decoded = await decoding(() => runDecoder(house.config.root, ['poster', kind], folder));
    const variants = await storeWritten(house, workspaceId, folder, decoded);
    return await house.store.inWorkspace(workspaceId, actor, async (ctx) => {
      if (!variantOf(await readMedia(ctx, id), 'poster')) {
        await insertVariants(ctx, id, variants);
        await updateMedia(ctx, id, { tint: decoded.tint });
      }
      return (await selectMedia(ctx, { clientIds: 'all', ids: [id], archived: true }))[0]!;
    });
  } finally {
    await rm(received.folder, { recursive: true, force: true });
  }
}
