import { readPost, savePost, type PostToSave, type SavedPost } from '#modules/calendar';
import { describeMedia, readMedia } from '#modules/library';
import type { Written } from '#modules/calendar/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';

/**
 * The post, and what its pictures show: one transaction. The hour of a scheduled post is not touched by a save: it changes when the
 * person says so, together with what leaves.
 */
export async function saveWritten(ctx: Ctx, id: Id, version: number, written: Written): Promise<SavedPost> {
  const { alts, wish, late, lateMinutes, ...content } = written;
  const scheduled = (await readPost(ctx, id)).plannedVersion !== null;
  const time: Pick<PostToSave, 'wish' | 'late' | 'lateMinutes'> = scheduled ? {} : { wish, late, lateMinutes };
  const saved = await savePost(ctx, { id, version, ...content, ...time });
  for (const mediaId of written.mediaIds) {
    const alt = alts[mediaId];
    if (alt === undefined) continue;
    const media = await readMedia(ctx, mediaId);
    if (media.alt !== alt.trim()) await describeMedia(ctx, mediaId, { alt, credit: media.credit });
  }
  return saved;
}
