import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal, notFound } from '#words/refusal.ts';
import { answerByHand, NOTHING_SEEN, type HandAnswer } from './answer-by-hand.ts';
import { mustPublish, mustWrite } from './policy.ts';
import { tables, type PublicationRow } from './publications.sql.ts';
import type { Choice } from './shapes.ts';
import { lockPublication, Stale, transition } from './transition.ts';

export type Decision = { decision: Choice; url?: string | undefined; why?: string | undefined; minutes?: number | undefined };

/**
 * A person settles what no machine can know: it is online (with its link), it is not (send it), or drop it. What a person posts by hand
 * has answers of its own (answer-by-hand.ts).
 * @throws Refusal `not_asked` (409) when nothing is asked any more, `seen_online` (409) when sending would double what was seen.
 */
export async function decide(ctx: Ctx, id: Id, asked: Decision): Promise<void> {
  const row = await askedRow(ctx, id);
  if (row.once_class === 'H') return answerByHand(ctx, row, asked as HandAnswer);
  const { decision, url, why } = asked;
  if (decision === 'not_yet') throw new Refusal('not_by_hand', { status: 409 });
  const rows = { decision: { decision, url: url || null, why: why || null } };
  if (decision === 'published') {
    if (!url) throw new Refusal('invalid', { field: 'url' });
    const evidence = { ...NOTHING_SEEN, kind: 'person', shows: 'exists', remote_url: url, remote_id: await seenId(ctx, row) } as const;
    const set = { remote_url: url, remote_id: evidence.remote_id, published_at: ctx.now() };
    await transition(ctx, id, 'decide_published', { set, rows: { ...rows, evidence } });
  } else if (decision === 'send') await send(ctx, row, rows);
  else await transition(ctx, id, 'decide_drop', { rows });
}

/** "Not online, send it": a new window from now, and a new budget; the person's word replaces the two absences. */
async function send(
  ctx: Ctx,
  row: PublicationRow,
  rows: { decision: { decision: Choice; url: string | null; why: string | null } },
): Promise<void> {
  const until = new Date(ctx.now().getTime() + row.late_minutes * 60_000);
  const set: Partial<PublicationRow> = {
    not_after: until > row.not_after ? until : row.not_after,
    unclear_attempts: 0,
    doubts: 0,
    ground: 'person',
    look_before_send: false,
    conflicting: false,
    cancel_wished: false,
    absences: 0,
    absent_at: null,
    reads_failing_since: null,
  };
  try {
    await transition(ctx, row.id, 'decide_send', { set, nextAt: ctx.now(), rows });
  } catch (error) {
    if (error instanceof Stale && error.guards.includes('not_seen_online')) throw new Refusal('seen_online', { status: 409, cause: error });
    throw error;
  }
}

/** Asks for one more reading before deciding; the sender makes it at once and the page shows what it saw. */
export async function askFreshLook(ctx: Ctx, id: Id): Promise<void> {
  const row = await askedRow(ctx, id);
  if (row.once_class === 'N' || row.once_class === 'H') throw new Refusal('no_lookup', { status: 409 });
  await tables(ctx).updateTable('publishing.due').set({ next_at: ctx.now() }).where('publication_id', '=', id).execute();
}

async function askedRow(ctx: Ctx, id: Id): Promise<PublicationRow> {
  const locked = await lockPublication(ctx, id);
  if (!locked) throw notFound();
  (locked.row.once_class === 'H' ? mustWrite : mustPublish)(ctx, locked.row.client_id);
  if (locked.row.state !== 'NEEDS_DECISION') throw new Refusal('not_asked', { status: 409 });
  return locked.row;
}

/** When a reading had named what exists, the person's link confirms it and the id is kept for the verifier. */
async function seenId(ctx: Ctx, row: PublicationRow): Promise<string | null> {
  const seen = await tables(ctx)
    .selectFrom('publishing.evidence')
    .select('remote_id')
    .where('publication_id', '=', row.id)
    .where('shows', '=', 'exists')
    .where('remote_id', 'is not', null)
    .orderBy('seen_at', 'desc')
    .executeTakeFirst();
  if (!seen?.remote_id) return null;
  const other = await tables(ctx)
    .selectFrom('publishing.publication')
    .select('id')
    .where('channel_id', '=', row.channel_id)
    .where('remote_id', '=', seen.remote_id)
    .executeTakeFirst();
  return other ? null : seen.remote_id;
}
