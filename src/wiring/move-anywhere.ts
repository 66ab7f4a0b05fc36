import { moveWish, readPost } from '#modules/calendar';
import type { Post, Wish } from '#modules/calendar/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { movePost } from './plan-post.ts';

/**
 * Another day and hour for a post, handed over or not.
 * @param to from what it was. @returns the day and hour it had, to take the move back
 * @throws Refusal what `movePost` and `moveWish` refuse: nothing has moved then
 */
export async function moveAnywhere(ctx: Ctx, id: Id, to: (post: Post) => Wish): Promise<Wish | null> {
  const post = await readPost(ctx, id, { lock: true });
  const wish = to(post);
  if (post.plannedVersion === null) await moveWish(ctx, id, wish);
  else await movePost(ctx, id, wish);
  return post.wish;
}
