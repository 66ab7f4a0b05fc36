import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { spanOf } from './day-span.ts';
import type { Day } from './month.ts';
import { mayRead } from './policy.ts';
import { selectPosts } from './posts.sql.ts';
import type { Post } from './shapes.ts';

/** Whole posts for who will be without the house: those of some days (both included), and drafts without one; the last touched first. */
export async function listToTakeAlong(
  ctx: Ctx,
  question: { clientIds: readonly Id[]; first: Day; last: Day; zone: string; most: number },
): Promise<Post[]> {
  const { clientIds, first, last, zone, most } = question;
  if (clientIds.length === 0) return [];
  for (const id of clientIds) mayRead(ctx, id);
  const [from, to] = [spanOf(first, zone).from, spanOf(last, zone).to];
  return selectPosts(ctx, (query) =>
    query
      .where('client_id', 'in', [...clientIds])
      .where('deleted_at', 'is', null)
      .where(({ or, and, eb }) => or([eb('planned_at', 'is', null), and([eb('planned_at', '>=', from), eb('planned_at', '<', to)])]))
      .orderBy('changed_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most),
  );
}
