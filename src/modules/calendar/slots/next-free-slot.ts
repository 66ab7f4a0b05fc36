import { readClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { dayAt } from '#words/spoken.ts';
import { moveWish } from '../move-wish.ts';
import { readPost } from '../read-post.ts';
import type { Post, Wish } from '../shapes.ts';
import { selectSlots, takenBetween } from './slots.sql.ts';
import { occurrencesOf } from './week-of-slots.ts';

/** Beyond this nobody plans by slots. */
const AHEAD_DAYS = 120;

/**
 * Gives a post that nobody has handed over the next slot of its accounts in which none of them already speaks.
 * @throws Refusal `no_slot` when its accounts have none, `no_free_slot` when all of the coming months are taken
 */
export async function takeNextSlot(ctx: Ctx, postId: Id): Promise<Wish> {
  const { wish } = await nextFreeSlot(ctx, await readPost(ctx, postId, { lock: true }));
  await moveWish(ctx, postId, wish);
  return wish;
}

/** A moment that one of these accounts will speak, though no post says so yet. */
export interface Promised {
  channelIds: readonly Id[];
  instant: Date;
}

/** @param promised to others, in the same breath */
export async function nextFreeSlot(ctx: Ctx, post: Post, promised: readonly Promised[] = []): Promise<{ wish: Wish } & Promised> {
  const { zone } = await readClient(ctx, post.clientId);
  const channelIds = post.variants.map(({ channelId }) => channelId);
  const slots = await selectSlots(ctx, channelIds);
  if (slots.length === 0) throw new Refusal('no_slot');
  const now = ctx.now();
  const coming = occurrencesOf(slots, zone, dayAt(now, zone), AHEAD_DAYS).filter(({ instant }) => instant > now);
  const last = coming.at(-1);
  const taken = last ? await takenBetween(ctx, channelIds, { from: now, to: new Date(last.instant.getTime() + 1) }, post.id) : [];
  const shared = promised.filter((one) => one.channelIds.some((id) => channelIds.includes(id)));
  const full = new Set([...taken.map(({ at }) => at.getTime()), ...shared.map(({ instant }) => instant.getTime())]);
  const free = coming.find(({ instant }) => !full.has(instant.getTime()));
  if (!free) throw new Refusal('no_free_slot', { details: { days: AHEAD_DAYS } });
  return { wish: { wall: free.wall, zone }, channelIds, instant: free.instant };
}
