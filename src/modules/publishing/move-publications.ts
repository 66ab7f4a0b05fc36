import { mayLeave } from '#modules/approval';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { approveDraft, leavingOf, redraft } from './approve-waiting.ts';
import { lockPost } from './cancel-publications.ts';
import { mustPublish } from './policy.ts';
import { approvedBy, startAt, timesOf } from './times.ts';
import type { When } from './shapes.ts';
import { FINAL, IN_DOUBT } from './states.ts';
import { transition } from './transition.ts';

/**
 * Moves what has not left to another time; held publications are planned again by it, or wait where the client must say yes to the hour.
 * @param promisedAt the minute it is for, where the client is asked
 * @throws Refusal `already_sending` or `already_published` (409): then nothing has moved.
 */
export async function movePublications(ctx: Ctx, postId: Id, when: When, promisedAt: Date | null = null): Promise<Id[]> {
  const rows = await lockPost(ctx, postId);
  const open = rows.filter((row) => !FINAL.has(row.state));
  for (const row of rows) mustPublish(ctx, row.client_id);
  if (open.some((row) => IN_DOUBT.has(row.state) || row.state === 'NEEDS_DECISION')) throw new Refusal('already_sending', { status: 409 });
  if (open.length === 0 && rows.some((row) => row.state === 'PUBLISHED')) throw new Refusal('already_published', { status: 409 });
  for (const row of open) {
    // What it says was shown as it says it, whatever the client is shown of the post by now: only the hour is another.
    const times = { ...timesOf(when), promised_at: promisedAt };
    const allowed = await mayLeave(ctx, leavingOf({ ...row, ...times }));
    // The hour is part of what goes out, not of what was approved: the approval of the content stands.
    const set = row.approved_hash === row.content_hash ? times : { ...times, ...approvedBy(ctx, row.content_hash) };
    if (row.state === 'DRAFT') {
      await redraft(ctx, row, times);
      if (allowed) await approveDraft(ctx, { ...row, ...times });
    } else if (!allowed) await transition(ctx, row.id, 'edit_unapproved', { set: times, reason: 'awaits_client', nextAt: null });
    else await transition(ctx, row.id, 'move', { set, nextAt: startAt(ctx, when.notBefore) });
  }
  return open.map((row) => row.id);
}
