import type { Ctx } from '#plumbing/db';
import { tables, type DueRow, type PublicationRow } from './publications.sql.ts';
import { effectiveClass } from './rules.ts';
import { isReconciled } from './reconciliation.sql.ts';
import type { Facts } from './transitions.ts';
import { UNCLEAR_BUDGET, type Patience } from './patience.ts';

/** What the sender or resolver holds while it works on one publication. */
export interface Lease {
  token: number;
  holder: string;
}

export interface Situation {
  lease?: Lease;
  /** The network's own delays; without them (a person acts) a key counts as ended. */
  patience?: Patience;
  idKnown?: boolean;
  certain?: boolean;
}

/** The guards' facts, from rows under lock. */
export async function factsOf(ctx: Ctx, row: PublicationRow, due: DueRow | undefined, situation: Situation): Promise<Facts> {
  const now = ctx.now();
  const keyAlive = isKeyAlive(row, now, situation.patience);
  const seenOnline = row.doubts > 0 || row.look_before_send || row.state === 'NEEDS_DECISION' ? await wasSeenOnline(ctx, row) : false;
  const lookOwed = row.look_before_send || seenOnline || (row.doubts > 0 && row.once_class === 'K' && !keyAlive && isBeforeSending(row));
  return {
    leaseIsOurs: situation.lease !== undefined && due?.lease_token === situation.lease.token,
    leaseRunning: due?.lease_until != null && due.lease_until > now,
    approved: row.approved_hash === row.content_hash,
    untouched: row.doubts === 0 && !row.look_before_send,
    due: row.not_before <= now,
    tooLate: now > row.not_after,
    parentOut: row.parent_id === null || (await isOut(ctx, row.parent_id)),
    reconciled: await isReconciled(ctx),
    lookOwed,
    cancelWished: row.cancel_wished,
    onceClass: effectiveClass(row.once_class, { keyAlive, looksOnly: row.looks_only, lookOwed, cancelWished: row.cancel_wished }),
    keyAlive,
    requestSettled: situation.patience !== undefined && isSettled(row, now, situation.patience),
    seenAbsent: row.absent_at !== null && row.last_intent_at !== null && row.absent_at > row.last_intent_at,
    absentTwice: row.absences >= 2,
    budgetLeft: row.unclear_attempts < UNCLEAR_BUDGET,
    idKnown: situation.idKnown ?? false,
    certain: situation.certain ?? false,
    dropsWhenLate: row.late_policy === 'drop',
    seenOnline,
    refusedLast: row.refused_code !== null,
  };
}

/** Facts of a publication under lock, with what has been heard since. */
export const withAnswer = (facts: Facts, row: PublicationRow, { idKnown = false, certain = false }: Situation): Facts => ({
  ...facts,
  approved: row.approved_hash === row.content_hash,
  idKnown,
  certain,
});

const isBeforeSending = (row: PublicationRow): boolean => row.state !== 'UNCERTAIN' && row.state !== 'SENDING';

function isKeyAlive(row: PublicationRow, now: Date, patience: Patience | undefined): boolean {
  if (row.once_class === 'R') return true;
  if (row.once_class !== 'K' || !patience) return false;
  return row.first_intent_at === null || now.getTime() - row.first_intent_at.getTime() < patience.keyLifeMs;
}

const isSettled = (row: PublicationRow, now: Date, patience: Patience): boolean =>
  row.last_intent_at !== null && now.getTime() - row.last_intent_at.getTime() >= patience.timeoutMs + patience.settleMs;

async function isOut(ctx: Ctx, parentId: string): Promise<boolean> {
  const parent = await tables(ctx).selectFrom('publishing.publication').select('state').where('id', '=', parentId).executeTakeFirst();
  return parent?.state === 'PUBLISHED';
}

async function wasSeenOnline(ctx: Ctx, row: PublicationRow): Promise<boolean> {
  const seen = await tables(ctx)
    .selectFrom('publishing.evidence')
    .select('id')
    .where('publication_id', '=', row.id)
    .where('shows', '=', 'exists')
    .limit(1)
    .executeTakeFirst();
  return seen !== undefined;
}
