import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { mustPublish } from './policy.ts';
import { tables, type PublicationRow } from './publications.sql.ts';
import type { CancelOutcome } from './shapes.ts';
import { IN_DOUBT } from './states.ts';
import { transition } from './transition.ts';

/**
 * Cancels what has not left. What is on its way (SENDING, UNCERTAIN) cannot be taken back: the wish is recorded and asked again after the
 * verdict. Never throws for it, since a wish must be committed: callers answer `tooLate(outcome)` after the transaction.
 * @param channelIds only these channels; all when left out.
 */
export async function cancelPublications(ctx: Ctx, postId: Id, channelIds?: readonly Id[]): Promise<CancelOutcome> {
  const outcome: CancelOutcome = { cancelled: [], wished: [], published: [] };
  // Children first: a segment is never without the one before.
  for (const row of (await lockPost(ctx, postId)).reverse()) {
    if (channelIds && !channelIds.includes(row.channel_id)) continue;
    await cancelOne(ctx, row, outcome);
  }
  return outcome;
}

export async function cancelPublication(ctx: Ctx, id: Id): Promise<CancelOutcome> {
  const outcome: CancelOutcome = { cancelled: [], wished: [], published: [] };
  const row = await tables(ctx).selectFrom('publishing.publication').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  await cancelOne(ctx, row, outcome);
  return outcome;
}

/** The refusal to show once the wish is committed; null when everything was cancelled in time. */
export function tooLate(outcome: CancelOutcome): Refusal | null {
  if (outcome.wished.length > 0) return new Refusal('already_sending', { status: 409 });
  if (outcome.published.length > 0) return new Refusal('already_published', { status: 409 });
  return null;
}

async function cancelOne(ctx: Ctx, row: PublicationRow, outcome: CancelOutcome): Promise<void> {
  mustPublish(ctx, row.client_id);
  if (row.state === 'PUBLISHED') outcome.published.push(row.id);
  else if (row.state === 'FAILED' || row.state === 'CANCELLED') return;
  else if (row.state === 'NEEDS_DECISION' && row.once_class === 'H') {
    // In a person's hands: whoever cancels it says that it is not online and will not be.
    await transition(ctx, row.id, 'decide_drop', { rows: { decision: { decision: 'drop', url: null, why: null } } });
    outcome.cancelled.push(row.id);
  } else if (row.state === 'NEEDS_DECISION') outcome.wished.push(row.id);
  else if (IN_DOUBT.has(row.state) || row.doubts > 0 || row.look_before_send) {
    // Something may be online: it is looked for, then the person is asked again.
    const look = IN_DOUBT.has(row.state) ? {} : { look_before_send: true };
    await transition(ctx, row.id, 'wish', {
      set: { cancel_wished: true, ...look },
      ...(row.state === 'SENDING' ? {} : { nextAt: ctx.now() }),
    });
    outcome.wished.push(row.id);
  } else {
    await transition(ctx, row.id, 'cancel');
    outcome.cancelled.push(row.id);
  }
}

/** Every publication of a post, locked in one order: a sender waits for us or we wait for it. */
export const lockPost = (ctx: Ctx, postId: Id): Promise<PublicationRow[]> =>
  tables(ctx)
    .selectFrom('publishing.publication')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('channel_id')
    .orderBy('position')
    .forUpdate()
    .execute();
