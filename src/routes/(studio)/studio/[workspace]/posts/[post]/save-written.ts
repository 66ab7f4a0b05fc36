import { readPost, savePost, type PostToSave, type SavedPost } from '#modules/calendar';
import { describeMedia, readMedia } from '#modules/library';
import { canWrite, writtenOf, type Written } from '#modules/calendar/shapes';
import { sameWriting } from '#parts/calendar/composer/keep.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';

/**
 * The post, and what its pictures show: one transaction. The hour of a scheduled post is not touched by a save: it changes when the
 * person says so, together with what leaves. What is there already, word for word, is no change: it makes no version, and nobody is told
 * that the post was edited.
 */
export async function saveWritten(ctx: Ctx, id: Id, version: number, written: Written): Promise<SavedPost> {
  const { alts, wish, late, lateMinutes, ...content } = written;
  const post = await readPost(ctx, id);
  const time: Pick<PostToSave, 'wish' | 'late' | 'lateMinutes'> = post.plannedVersion !== null ? {} : { wish, late, lateMinutes };
  const there = writtenOf(post, {});
  const may = post.deletedAt === null && canWrite(ctx.actor, post.clientId);
  const same = may && sameWriting({ ...there, ...content, ...time, alts: {} }, there);
  const saved = same ? { id, version: post.version } : await savePost(ctx, { id, version, ...content, ...time });
  for (const mediaId of written.mediaIds) {
    const alt = alts[mediaId];
    if (alt === undefined) continue;
    const media = await readMedia(ctx, mediaId);
    if (media.alt !== alt.trim()) await describeMedia(ctx, mediaId, { alt, credit: media.credit });
  }
  return saved;
}
