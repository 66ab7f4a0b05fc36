import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal, notFound } from '#words/refusal.ts';
import { instantOf } from './plan-post.ts';
import { lockPost } from './posts.sql.ts';
import { savePost } from './save-post.ts';
import type { Wish } from './shapes.ts';

/**
 * Another day and hour for a post nobody has handed over; it schedules nothing, so the past is no mistake. A composer open elsewhere
 * learns of it at its next save.
 * @throws Refusal `wall_time_gap`, `post_is_planned` (what was handed over moves by `movePost`)
 */
export async function moveWish(ctx: Ctx, id: Id, wish: Wish): Promise<void> {
  const post = await lockPost(ctx, id);
  if (!post || post.deleted_at) throw notFound();
  if (post.planned_version !== null) throw new Refusal('post_is_planned', { status: 409 });
  instantOf(wish);
  await savePost(ctx, { id, version: post.version, wish });
}
