import { savePost, type SavedPost } from '#modules/calendar';
import { describeMedia, readMedia } from '#modules/library';
import type { Written } from '#parts/calendar/composer/composer-form.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';

/** The post, and what its pictures show: one transaction. */
export async function saveWritten(ctx: Ctx, id: Id, version: number, written: Written): Promise<SavedPost> {
  const { alts, ...content } = written;
  const saved = await savePost(ctx, { id, version, ...content });
  for (const mediaId of written.mediaIds) {
    const alt = alts[mediaId];
    if (alt === undefined) continue;
    const media = await readMedia(ctx, mediaId);
    if (media.alt !== alt.trim()) await describeMedia(ctx, mediaId, { alt, credit: media.credit });
  }
  return saved;
}
