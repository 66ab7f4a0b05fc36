import type { Written } from './composer-form.ts';
import type { Post } from './shapes.ts';

/** A stored post as the composer writes it. @param alts what the library says of the post's pictures */
export const writtenOf = (post: Post, alts: Record<string, string>): Written => ({
  pillarId: post.pillarId,
  title: post.title,
  text: post.text,
  mediaIds: post.mediaIds,
  alts,
  variants: post.variants,
  wish: post.wish,
  late: post.late,
  lateMinutes: post.lateMinutes,
});

/** A version the server holds: what the composer is answered when somebody else saved meanwhile. */
export interface Stored {
  version: number;
  written: Written;
}
