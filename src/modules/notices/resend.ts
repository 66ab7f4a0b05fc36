import type { Ctx, Doorbell } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { tables } from './notices.sql.ts';
import { mustManage } from './policy.ts';

/** Sends a delivery again now, whatever became of it: the same body under the same id, so that a receiver knows the repeat. */
export async function resend(ctx: Ctx, ring: Doorbell, id: Id): Promise<void> {
  mustManage(ctx.actor);
  const again = { state: 'waiting', tries: 0, next_at: ctx.now(), delivered_at: null } as const;
  const done = await tables(ctx).updateTable('notices.delivery').set(again).where('id', '=', id).returning('id').executeTakeFirst();
  if (!done) throw notFound();
  await ring(ctx.db, 'webhooks', { workspaceId: ctx.workspaceId, deliveryId: id });
}
