import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables } from './approval.sql.ts';
import { isInside } from './fingerprint.ts';

/** What is about to leave, as it was shown; nulls: it never was. */
export interface Leaving {
  clientId: Id;
  postId: Id;
  rendering: string | null;
  promisedAt: Date | null;
}

/** Whether it may leave, in the way agreed with the client, by what they last answered about exactly this. */
export async function mayLeave(ctx: Ctx, leaving: Leaving): Promise<boolean> {
  const agreed = await tables(ctx).selectFrom('approval.mode').select('mode').where('client_id', '=', leaving.clientId).executeTakeFirst();
  if (agreed?.mode !== 'required') return true;
  const { postId, rendering, promisedAt } = leaving;
  return rendering !== null && promisedAt !== null && saidYes(ctx, postId, rendering, promisedAt);
}

/** The last word on a rendering counts: a yes taken back is none. */
export async function saidYes(ctx: Ctx, postId: Id, rendering: string, at: Date): Promise<boolean> {
  const last = await tables(ctx)
    .selectFrom('approval.answer')
    .select(['verdict', 'planned_at', 'minutes'])
    .where('post_id', '=', postId)
    .where('rendering', '=', rendering)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.verdict === 'yes' && isInside(at, { plannedAt: last.planned_at, minutes: last.minutes });
}
