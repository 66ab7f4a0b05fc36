import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal, notFound } from '#words/refusal.ts';
import { mayWrite } from './policy.ts';
import { changePost, lockPost } from './posts.sql.ts';

/** A scheduled post is first taken back from publishing, which may refuse: the door composes both. */
export async function deletePost(ctx: Ctx, id: Id): Promise<void> {
  const post = await lockPost(ctx, id);
  if (!post || post.deleted_at) throw notFound();
  mayWrite(ctx, post.client_id);
  if (post.planned_version !== null) throw new Refusal('post_is_planned', { status: 409 });
  await changePost(ctx, id, { deleted_at: ctx.now() });
  await ctx.tell({ name: 'calendar.post_deleted', about: { postId: id } });
}

/** Undoes a deletion: the post comes back as it was, with its wish, not scheduled. */
export async function restorePost(ctx: Ctx, id: Id): Promise<void> {
  const post = await lockPost(ctx, id);
  if (!post) throw notFound();
  mayWrite(ctx, post.client_id);
  if (post.deleted_at === null) return;
  await changePost(ctx, id, { deleted_at: null });
  await ctx.tell({ name: 'calendar.post_restored', about: { postId: id } });
}
