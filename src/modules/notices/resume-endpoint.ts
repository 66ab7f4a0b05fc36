import type { Ctx, Doorbell } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables, takeEndpoint } from './notices.sql.ts';
import { mustManage } from './policy.ts';

/** Switches a receiver on again: what waited for it leaves now. */
export async function resumeEndpoint(ctx: Ctx, ring: Doorbell, id: Id): Promise<void> {
  mustManage(ctx.actor);
  await takeEndpoint(ctx, id);
  await tables(ctx)
    .updateTable('notices.endpoint')
    .set({ state: 'on', off_reason: null, failing_since: null })
    .where('id', '=', id)
    .execute();
  const waiting = await tables(ctx)
    .updateTable('notices.delivery')
    .set({ next_at: ctx.now(), tries: 0 })
    .where('endpoint_id', '=', id)
    .where('state', '=', 'waiting')
    .returning('id')
    .execute();
  for (const delivery of waiting) await ring(ctx.db, 'webhooks', { workspaceId: ctx.workspaceId, deliveryId: delivery.id });
}

/** Switches it off; what happens meanwhile waits for it. */
export async function pauseEndpoint(ctx: Ctx, id: Id): Promise<void> {
  mustManage(ctx.actor);
  await takeEndpoint(ctx, id);
  await tables(ctx).updateTable('notices.endpoint').set({ state: 'off', off_reason: 'person' }).where('id', '=', id).execute();
}
