import { fileKey } from '#plumbing/files';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { LibraryHouse } from './house.ts';
import { selectMedia } from './media.sql.ts';
import { clientsSeenBy } from './policy.ts';
import { variantOf, type FrozenMedia } from './shapes.ts';

/**
 * What goes out, in the order given: bytes by hash, words as they are now. Later changes in the library don't reach a frozen media.
 * @param weight `light` sends the ≤ 100 kB picture, where there is one.
 * @throws Refusal `not_found` when one of them is not the actor's to use.
 */
export async function freezeMedia(ctx: Ctx, ids: readonly Id[], weight: 'full' | 'light' = 'full'): Promise<FrozenMedia[]> {
  if (ids.length === 0) return [];
  const all = await selectMedia(ctx, { clientIds: clientsSeenBy(ctx.actor), ids, archived: true });
  return ids.map((id) => {
    const media = all.find((one) => one.id === id);
    if (!media) throw notFound();
    const { sha256, mime, bytes, width, height } = (weight === 'light' && variantOf(media, 'light')) || media;
    return { mediaId: id, sha256, mime, bytes, width, height, alt: media.alt };
  });
}

/**
 * The bytes of frozen media, for the worker (`ReadMedia` of the networks' contract).
 * @throws an accident when the storage lost them: what goes out is never something else.
 */
export async function readMediaBytes(
  house: Pick<LibraryHouse, 'files'>,
  workspaceId: Id,
  media: Pick<FrozenMedia, 'sha256' | 'mediaId'>,
): Promise<Uint8Array> {
  const bytes = await house.files.readAll(fileKey(workspaceId, media.sha256));
  if (!bytes) throw new Error(`The bytes of media ${media.mediaId} are not in the storage.`);
  return bytes;
}
