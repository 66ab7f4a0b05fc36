import { rm } from 'node:fs/promises';
import { fileKey } from '#plumbing/files';
import type { Actor } from '#words/actor.ts';
import type { Cut } from '#words/crop.ts';
import { newId, type Id } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';
import { insertCut, selectCut } from './cuts.sql.ts';
import type { LibraryHouse } from './house.ts';
import { readMedia } from './list-media.ts';

import { isImage, receiveFile } from './receive-file.ts';
import { runDecoder } from './run-decoder.ts';
import { storeWritten } from './store-written.ts';
import { decoding, openTurns } from './take-turns.ts';

/** One after the other, so that the same cut asked for twice at once is made once. */
const cutting = openTurns(60);

/**
 * Cuts a picture in the decoder and keeps it as a media of its own, behind the whole one: it is read, signed, weighed and published like
 * any other, and is not listed. Made once; the same cut is found again.
 * @throws Refusal `invalid` when the rectangle is not inside the picture
 */
export const makeCut = (house: LibraryHouse, actor: Actor, workspaceId: Id, mediaId: Id, cut: Cut): Promise<Id> =>
  cutting(async () => {
    const { whole, found } = await house.store.inWorkspace(workspaceId, actor, async (ctx) => ({
      whole: await readMedia(ctx, mediaId),
      found: await selectCut(ctx, mediaId, cut),
    }));
    if (found) return found;
    if (whole.kind !== 'image' || cut.x + cut.width > whole.width || cut.y + cut.height > whole.height) throw invalid('ratio');
    const bytes = await house.files.open(fileKey(workspaceId, whole.sha256));
    if (!bytes) throw new Error(`The bytes of media ${mediaId} are not in the storage.`);

    const { folder, kind } = await receiveFile(house.config.dataDir, bytes);
    try {
      if (!isImage(kind)) throw new Refusal('media_unknown', { status: 415 });
      const rectangle = [cut.x, cut.y, cut.width, cut.height].join(',');
      const decoded = await decoding(() => runDecoder(house.config.root, ['cut', kind, rectangle], folder));
      const variants = await storeWritten(house, workspaceId, folder, decoded);
      const id = newId(house.clock.now().getTime());
      await house.store.inWorkspace(workspaceId, actor, (ctx) => insertCut(ctx, { id, of: mediaId, cut, tint: decoded.tint }, variants));
      return id;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
