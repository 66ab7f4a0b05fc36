import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables } from './approval.sql.ts';
import { isInside } from './fingerprint.ts';
import { waitsForYes, type Agreement } from './shapes.ts';

/** What is about to leave, as it was shown; nulls: it never was. */
export interface Leaving {
  clientId: Id;
  postId: Id;
  rendering: string | null;
  promisedAt: Date | null;
}

/** Whether it may leave, in the way agreed with the client, by what they last answered about exactly this. */
export async function mayLeave(ctx: Ctx, leaving: Leaving): Promise<boolean> {
  const agreed = await tables(ctx)
    .selectFrom('approval.mode')
    .select(['mode', 'silence'])
    .where('client_id', '=', leaving.clientId)
    .executeTakeFirst();
  const { postId, rendering, promisedAt } = leaving;
  if (!agreed || !waitsForYes(agreed.mode)) return true;
  return rendering !== null && promisedAt !== null && covers(ctx, agreed, { postId, rendering, at: promisedAt });
}

/** Every yes that is asked for stands: the manager's where there are two levels, the client's last word on exactly this. */
export async function covers(
  ctx: Ctx,
  agreed: Pick<Agreement, 'mode' | 'silence'>,
  { postId, rendering, at }: { postId: Id; rendering: string; at: Date },
): Promise<boolean> {
  if (agreed.mode === 'two_levels' && !(await wasReviewed(ctx, postId, rendering))) return false;
  return saidYes(ctx, agreed, { postId, rendering, at });
}

/** The last word on a rendering counts: a yes taken back is none. Silence is one only while that is agreed. */
export async function saidYes(
  ctx: Ctx,
  { silence }: Pick<Agreement, 'silence'>,
  { postId, rendering, at }: { postId: Id; rendering: string; at: Date },
): Promise<boolean> {
  const last = await tables(ctx)
    .selectFrom('approval.answer')
    .select(['verdict', 'kind', 'planned_at', 'minutes'])
    .where('post_id', '=', postId)
    .where('rendering', '=', rendering)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.verdict !== 'yes' || (last.kind === 'tacit' && silence !== 'publish')) return false;
  return isInside(at, { plannedAt: last.planned_at, minutes: last.minutes });
}

/** A manager's last word on it was a yes. */
export async function wasReviewed(ctx: Ctx, postId: Id, rendering: string): Promise<boolean> {
  const last = await tables(ctx)
    .selectFrom('approval.review')
    .select('verdict')
    .where('post_id', '=', postId)
    .where('rendering', '=', rendering)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.verdict === 'yes';
}
