import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal, forbidden } from '#words/refusal.ts';
import { moveWish } from '../move-wish.ts';
import { canWrite } from '../policy.ts';
import { readPost } from '../read-post.ts';
import { savePost } from '../save-post.ts';
import { firstLine } from '../variants.ts';
import type { Wish } from '../shapes.ts';
import { nextFreeSlot, type Promised } from './next-free-slot.ts';

export interface Proposal {
  postId: Id;
  clientId: Id;
  name: string;
  wish: Wish | null;
  /** Why it has none: `no_slot`, `no_free_slot`, or `dated` when it has a moment already. */
  why: string | null;
}

/** Which slot each of these ideas would take, in their order, none taken twice. Nothing changes. */
export async function proposeSlots(ctx: Ctx, postIds: readonly Id[]): Promise<Proposal[]> {
  const promised: Promised[] = [];
  const proposals: Proposal[] = [];
  for (const postId of new Set(postIds)) {
    const post = await readPost(ctx, postId, { lock: true });
    if (post.deletedAt) continue;
    if (!canWrite(ctx.actor, post.clientId)) throw forbidden();
    const idea = { postId, clientId: post.clientId, name: firstLine(post.title, post.text) };
    if (post.plannedVersion !== null || post.wish !== null) {
      proposals.push({ ...idea, wish: null, why: 'dated' });
      continue;
    }
    try {
      const found = await nextFreeSlot(ctx, post, promised);
      promised.push(found);
      proposals.push({ ...idea, wish: found.wish, why: null });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      proposals.push({ ...idea, wish: null, why: refusal.code });
    }
  }
  return proposals;
}

/**
 * The ideas take the slots that were shown for them. @param seen wall time by post. @returns those that were placed
 * @throws Refusal `slots_changed` when one of them is no longer free: then none is placed
 */
export async function fillSlots(ctx: Ctx, seen: ReadonlyMap<Id, string>): Promise<Id[]> {
  const proposals = await proposeSlots(ctx, [...seen.keys()]);
  if (proposals.length < seen.size || proposals.some(({ postId, wish }) => wish?.wall !== seen.get(postId)))
    throw new Refusal('slots_changed', { status: 409 });
  for (const { postId, wish } of proposals) await moveWish(ctx, postId, wish!);
  return proposals.map(({ postId }) => postId);
}

/** Back among the ideas without a date, those that nobody has handed over since. @returns how many */
export async function undoFill(ctx: Ctx, postIds: readonly Id[]): Promise<number> {
  let undone = 0;
  for (const id of new Set(postIds)) {
    const { deletedAt, plannedVersion, wish } = await readPost(ctx, id, { lock: true });
    if (deletedAt || plannedVersion !== null || !wish) continue;
    await savePost(ctx, { id, wish: null });
    undone += 1;
  }
  return undone;
}
