import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { mayRead } from './policy.ts';
import { findPost, lockPost } from './posts.sql.ts';
import type { Post } from './shapes.ts';

/** Deleted posts are read too (`deletedAt`), so that a deletion can be undone from its page. */
export async function readPost(ctx: Ctx, id: Id, options: { lock?: boolean } = {}): Promise<Post> {
  // Locked, it stays what was read until the transaction ends.
  if (options.lock) await lockPost(ctx, id);
  const post = await findPost(ctx, id);
  if (!post) throw notFound();
  mayRead(ctx, post.clientId);
  return post;
}
