import { readLines, readPost, savePost } from '#modules/calendar';
import { canWrite, type Post, type Wish } from '#modules/calendar/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { forbidden, notFound, stale } from '#words/refusal.ts';
import type { Conflict } from './notebook.ts';
import { closeConflict, lockConflict, selectOpen, type ConflictRow } from './offline.sql.ts';
import type { Writing } from './writing.ts';

export interface OpenConflict extends Conflict {
  by: string;
  at: Date;
}

const toOpen = ({ id, post_id, field, ours, written_by_name, arrived_at }: ConflictRow): OpenConflict => ({
  ...{ id, postId: post_id, field, ours: ours as Writing[typeof field], by: written_by_name, at: arrived_at },
});

/** Open ones of these posts, which the caller may read, the oldest first. */
export const listConflicts = async (ctx: Ctx, postIds: readonly Id[]): Promise<OpenConflict[]> =>
  postIds.length === 0 ? [] : (await selectOpen(ctx, postIds)).map(toOpen);

/** Open ones of every post one may read. */
export async function listAllConflicts(ctx: Ctx): Promise<OpenConflict[]> {
  const all = (await selectOpen(ctx, null)).map(toOpen);
  const seen = new Set((await readLines(ctx, [...new Set(all.map(({ postId }) => postId))])).map(({ id }) => id));
  return all.filter(({ postId }) => seen.has(postId));
}

/**
 * One of two texts is chosen by a person who has both before their eyes. The other stays among the post's versions, or in the conflict.
 * @param version of the post they had before their eyes. @param move gives what was handed over another hour
 * @throws Refusal `stale` when the post changed meanwhile; `not_found` when it was settled already
 */
export async function settleConflict(
  ctx: Ctx,
  id: Id,
  { chosen, version }: { chosen: 'ours' | 'theirs'; version: number },
  move: (ctx: Ctx, postId: Id, wish: Wish) => Promise<unknown>,
): Promise<void> {
  const row = await lockConflict(ctx, id);
  if (!row || row.settled_at) throw notFound();
  const post = await readPost(ctx, row.post_id, { lock: true });
  if (!canWrite(ctx.actor, post.clientId) || ctx.actor.kind !== 'person') throw forbidden();
  if (post.version !== version) throw stale();
  if (chosen === 'ours') await putIn(ctx, post, row, move);
  await closeConflict(ctx, id, { settled_at: ctx.now(), settled_by: ctx.actor.userId, chosen });
  await ctx.tell({ name: 'offline.conflict_settled', about: { postId: post.id, field: row.field, chosen } });
}

async function putIn(ctx: Ctx, post: Post, row: ConflictRow, move: (ctx: Ctx, postId: Id, wish: Wish) => Promise<unknown>): Promise<void> {
  const handedOver = row.field === 'wish' && post.plannedVersion !== null;
  if (handedOver && row.ours) await move(ctx, post.id, row.ours as Wish);
  else if (!handedOver) await savePost(ctx, { id: post.id, version: post.version, [row.field]: row.ours });
}
