import { swapMedia } from '#modules/calendar';
import { archiveMedia, describeMedia, readMedia } from '#modules/library';
import type { MediaView } from '#modules/library/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';

/**
 * Of two twins one is kept: the posts that showed the other show it, and the other is put away, from where it can be taken back. Nothing
 * that was said is lost: what the kept one does not say yet is taken from the other, and of two ends of an image right the earlier holds.
 * @returns how many posts changed their picture
 * @throws Refusal `media_of_another_client`: one client's posts never show another's picture
 */
export async function keepOne(ctx: Ctx, { keep, drop }: { keep: Id; drop: Id }): Promise<number> {
  const [kept, dropped] = [await readMedia(ctx, keep), await readMedia(ctx, drop)];
  if (kept.clientId !== dropped.clientId || keep === drop) throw new Refusal('media_of_another_client');
  await describeMedia(ctx, keep, wordsOf(kept, dropped));
  const posts = await swapMedia(ctx, kept.clientId, { from: drop, to: keep });
  await archiveMedia(ctx, drop);
  return posts;
}

const wordsOf = (kept: MediaView, dropped: MediaView) => ({
  alt: kept.alt || dropped.alt,
  credit: kept.credit || dropped.credit,
  licence: kept.licence || dropped.licence,
  tags: kept.tags.length > 0 ? kept.tags : dropped.tags,
  rightsUntil: [kept.rightsUntil, dropped.rightsUntil].filter((day) => day !== null).sort()[0] ?? null,
});
