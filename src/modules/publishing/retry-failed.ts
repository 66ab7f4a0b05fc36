import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal, notFound } from '#words/refusal.ts';
import { wallTimeAt } from '#words/zone.ts';
import { mayLeave } from '#modules/approval';
import { leavingOf } from './approve-waiting.ts';
import { mustPublish } from './policy.ts';
import { tables } from './publications.sql.ts';
import { addPublication } from './schedule-publications.ts';
import { lockPublication, transition } from './transition.ts';

/**
 * "Try again" on a failure makes a new publication, now, that says which one it replaces. The segments that waited for the failed one
 * follow the new one.
 */
export async function retryFailed(ctx: Ctx, id: Id): Promise<Id> {
  const locked = await lockPublication(ctx, id);
  if (!locked) throw notFound();
  const { row } = locked;
  mustPublish(ctx, row.client_id);
  if (row.state !== 'FAILED') throw new Refusal('not_failed', { status: 409 });
  const live = await tables(ctx)
    .selectFrom('publishing.publication')
    .select('id')
    .where('post_id', '=', row.post_id)
    .where('channel_id', '=', row.channel_id)
    .where('position', '=', row.position)
    .where('state', 'not in', ['FAILED', 'CANCELLED'])
    .executeTakeFirst();
  if (live) throw new Refusal('already_scheduled', { status: 409 });
  if (!(await mayLeave(ctx, leavingOf(row)))) throw new Refusal('awaits_client', { status: 409 });
  const now = ctx.now();
  const newcomer = await addPublication(ctx, {
    postId: row.post_id,
    clientId: row.client_id,
    outgoing: { channelId: row.channel_id, network: row.network, onceClass: row.once_class, networkUserId: row.network_user_id },
    position: row.position,
    payload: row.payload,
    parentId: row.parent_id,
    replacesId: row.id,
    // The yes was to this content at its first hour: a failure does not undo it.
    shown: { rendering: row.rendering, promisedAt: row.promised_at, allowed: true },
    wall: wallTimeAt(now, row.zone),
    zone: row.zone,
    notBefore: now,
    late: { policy: row.late_policy, minutes: row.late_minutes },
  });
  await followNewcomer(ctx, row.id, newcomer);
  return newcomer;
}

async function followNewcomer(ctx: Ctx, failed: Id, newcomer: Id): Promise<void> {
  const children = await tables(ctx)
    .updateTable('publishing.publication')
    .set({ parent_id: newcomer })
    .where('parent_id', '=', failed)
    .where('state', 'not in', ['PUBLISHED', 'FAILED', 'CANCELLED'])
    .returning(['id', 'state', 'reason', 'late_minutes', 'not_after'])
    .execute();
  for (const child of children) {
    if (child.state !== 'HELD' || child.reason !== 'parent_lost') continue;
    const until = new Date(ctx.now().getTime() + child.late_minutes * 60_000);
    await transition(ctx, child.id, 'release', { set: until > child.not_after ? { not_after: until } : {}, nextAt: ctx.now() });
    await followChildren(ctx, child.id);
  }
}

/** Further down the thread, those that were held because this one was. */
async function followChildren(ctx: Ctx, parent: Id): Promise<void> {
  const held = await tables(ctx)
    .selectFrom('publishing.publication')
    .select(['id', 'late_minutes', 'not_after'])
    .where('parent_id', '=', parent)
    .where('state', '=', 'HELD')
    .where('reason', '=', 'parent_lost')
    .execute();
  for (const child of held) {
    const until = new Date(ctx.now().getTime() + child.late_minutes * 60_000);
    await transition(ctx, child.id, 'release', { set: until > child.not_after ? { not_after: until } : {}, nextAt: ctx.now() });
    await followChildren(ctx, child.id);
  }
}
