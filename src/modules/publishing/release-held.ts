import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal, notFound } from '#words/refusal.ts';
import { mayLeave } from '#modules/approval';
import { leavingOf } from './approve-waiting.ts';
import { mustPublish } from './policy.ts';
import { approvedBy, startAt } from './times.ts';
import { lockPublication, transition } from './transition.ts';

/**
 * A held publication leaves after all: at its time, or now with a fresh window when the time has passed. Releasing what was edited by
 * someone without the right approves it.
 */
export async function releaseHeld(ctx: Ctx, id: Id): Promise<void> {
  const locked = await lockPublication(ctx, id);
  if (!locked) throw notFound();
  const { row } = locked;
  mustPublish(ctx, row.client_id);
  if (row.state !== 'HELD') throw new Refusal('not_held', { status: 409 });
  if (!(await mayLeave(ctx, leavingOf(row)))) throw new Refusal('awaits_client', { status: 409 });
  const now = ctx.now();
  const fresh = now > row.not_after ? { not_after: new Date(now.getTime() + row.late_minutes * 60_000) } : {};
  await transition(ctx, id, 'release', {
    set: { ...approvedBy(ctx, row.content_hash), ...fresh, cancel_wished: false, tries: 0 },
    nextAt: startAt(ctx, row.not_before),
  });
}
