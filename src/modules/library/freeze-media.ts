import { fileKey } from '#plumbing/files';
import type { Ctx } from '#plumbing/db';
import { cutOf, type Ratio } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { selectCut } from './cuts.sql.ts';
import type { LibraryHouse } from './house.ts';
import { selectMedia } from './media.sql.ts';
import { clientsSeenBy } from './policy.ts';
import { variantOf, type FrozenMedia, type MediaView, type Variant } from './shapes.ts';
import { CutsWanted, type WantedCut } from './with-cuts.ts';

/**
 * What goes out, in the order given: bytes by hash, words as they are now. Later changes in the library don't reach a frozen media.
 * @param how `ratio` that pictures are cut to (films, and pictures that have it already, go whole); `light` takes the ≤ 100 kB picture,
 * where there is one, of what is not cut
 * @throws Refusal `not_found` when one of them is not the actor's to use; CutsWanted where a cut must be made first (withCuts).
 */
export async function freezeMedia(ctx: Ctx, ids: readonly Id[], how: { ratio?: Ratio; light?: true } = {}): Promise<FrozenMedia[]> {
  if (ids.length === 0) return [];
  const wholes = await selectInOrder(ctx, ids);
  const cuts = wholes.map((media) => (media.kind === 'image' ? cutOf(media, how.ratio ?? 'original', media.focus) : null));
  const made = new Map<Id, Id>();
  const wanted: WantedCut[] = [];
  for (const [index, cut] of cuts.entries()) {
    if (!cut) continue;
    const mediaId = ids[index]!;
    const found = await selectCut(ctx, mediaId, cut);
    if (found) made.set(mediaId, found);
    else wanted.push({ mediaId, cut });
  }
  if (wanted.length > 0) throw new CutsWanted(wanted);
  const parts = await selectInOrder(ctx, [...made.values()]);
  return wholes.map((whole, index) => {
    const part = parts.find((one) => one.id === made.get(whole.id));
    return part
      ? { ...frozen(part, part), alt: whole.alt, cut: { ...cuts[index]!, of: whole.sha256 } }
      : frozen(whole, (how.light && variantOf(whole, 'light')) || whole);
  });
}

async function selectInOrder(ctx: Ctx, ids: readonly Id[]): Promise<MediaView[]> {
  const all = ids.length === 0 ? [] : await selectMedia(ctx, { clientIds: clientsSeenBy(ctx.actor), ids, archived: true });
  return ids.map((id) => {
    const media = all.find((one) => one.id === id);
    if (!media) throw notFound();
    return media;
  });
}

const frozen = ({ id: mediaId, alt }: MediaView, { sha256, mime, bytes, width, height }: Omit<Variant, 'name'>): FrozenMedia => ({
  ...{ mediaId, sha256, mime, bytes, width, height, alt },
});

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
