import { mayLeave } from '#modules/approval';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { lockPost } from './cancel-publications.ts';
import { tables, type PublicationRow } from './publications.sql.ts';
import { FINAL, IN_DOUBT } from './states.ts';
import { approvedBy, startAt } from './times.ts';
import { transition } from './transition.ts';

/** What room approval asks of a publication. */
export const leavingOf = (row: PublicationRow) => ({
  ...{ clientId: row.client_id, postId: row.post_id, rendering: row.rendering, promisedAt: row.promised_at },
});

/**
 * The client said yes: what waited for it is planned. Its hour may have passed meanwhile; what happens then is its late policy's to say.
 * Whoever calls, the yes itself is what permits it. @returns what is planned now
 */
export async function approveWaiting(ctx: Ctx, postId: Id): Promise<Id[]> {
  const planned: Id[] = [];
  for (const row of await lockPost(ctx, postId)) {
    const waits = row.state === 'DRAFT' || (row.state === 'HELD' && (row.reason === 'awaits_client' || row.reason === 'not_approved'));
    if (!waits || !(await mayLeave(ctx, leavingOf(row)))) continue;
    if (row.state === 'DRAFT') await approveDraft(ctx, row);
    else await transition(ctx, row.id, 'release', { set: approvedBy(ctx, row.content_hash), nextAt: startAt(ctx, row.not_before) });
    planned.push(row.id);
  }
  return planned;
}

/** From draft to planned: the table's own two steps. */
export async function approveDraft(ctx: Ctx, row: PublicationRow): Promise<void> {
  await transition(ctx, row.id, 'approve', { set: approvedBy(ctx, row.content_hash) });
  await transition(ctx, row.id, 'schedule', { nextAt: startAt(ctx, row.not_before) });
  await ctx.tell({ name: 'publishing.scheduled', about: { publicationId: row.id, postId: row.post_id } });
}

/** A draft takes other words or another hour and stays one. */
export async function redraft(ctx: Ctx, row: PublicationRow, set: Partial<PublicationRow>): Promise<void> {
  await tables(ctx)
    .updateTable('publishing.publication')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('state', '=', 'DRAFT')
    .execute();
}

/**
 * The client took their yes back: what has not left and needs it stops.
 * @throws Refusal `already_sending`, `already_published` (409): then it is too late, and nothing has changed
 */
export async function stopWithdrawn(ctx: Ctx, postId: Id): Promise<void> {
  const rows = await lockPost(ctx, postId);
  for (const row of rows) {
    if (await mayLeave(ctx, leavingOf(row))) continue;
    if (row.state === 'PUBLISHED') throw new Refusal('already_published', { status: 409 });
    if (FINAL.has(row.state) || row.state === 'DRAFT') continue;
    if (IN_DOUBT.has(row.state) || row.state === 'NEEDS_DECISION' || row.doubts > 0 || row.look_before_send)
      throw new Refusal('already_sending', { status: 409 });
    await transition(ctx, row.id, 'edit_unapproved', { reason: 'awaits_client', nextAt: null });
  }
}
