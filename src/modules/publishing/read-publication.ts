import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { tables } from './publications.sql.ts';
import { selectViews } from './read-publications.ts';
import type { LedgerLine, PublicationLedger } from './shapes.ts';
import { viewOf } from './view.ts';

/** One publication with its ledger: every change, attempt, piece of evidence and decision, oldest first. */
export async function readPublication(ctx: Ctx, id: Id): Promise<PublicationLedger> {
  if (!isId(id)) throw notFound();
  const row = await selectViews(ctx).where('p.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const lines = await readLines(ctx, id);
  return {
    ...viewOf(row, ctx.now()),
    payload: row.payload,
    onceClass: row.once_class,
    parentId: row.parent_id,
    quietUntil: row.quiet_until,
    lines,
    seenOnline: lines.some((line) => line.what === 'evidence' && line.shows === 'exists'),
    canLook: row.once_class !== 'N' && row.once_class !== 'H',
    lookWanted: row.state === 'NEEDS_DECISION' && row.next_at !== null,
  };
}

/** At the same instant, in the order things happen: what lets a call leave, the call, what was seen, decided, and what changed by it. */
const ORDER = ['attempt', 'evidence', 'decision', 'change', 'aside'];
const rankOf = (line: LedgerLine): number =>
  line.what === 'change' && (line.to === 'ARMED' || line.to === 'SENDING') ? -1 : ORDER.indexOf(line.what);

async function readLines(ctx: Ctx, id: Id): Promise<LedgerLine[]> {
  type Told = 'publishing.attempt' | 'publishing.evidence' | 'publishing.decision' | 'publishing.change' | 'publishing.set_aside';
  const of = <T extends Told>(table: T) => tables(ctx).selectFrom(table);
  const attempts = await of('publishing.attempt').selectAll().where('publication_id', '=', id).orderBy('n').execute();
  const evidence = await of('publishing.evidence').selectAll().where('publication_id', '=', id).orderBy('seen_at').orderBy('id').execute();
  const decisions = await of('publishing.decision').selectAll().where('publication_id', '=', id).orderBy('decided_at').execute();
  const changes = await of('publishing.change').selectAll().where('publication_id', '=', id).orderBy('version').execute();
  const asides = await of('publishing.set_aside').selectAll().where('publication_id', '=', id).orderBy('n').execute();
  const lines: LedgerLine[] = [
    ...attempts.map((a): LedgerLine => ({
      what: 'attempt',
      at: a.intent_at,
      n: a.n,
      kind: a.kind,
      outcome: a.outcome,
      code: a.code,
      status: a.status,
      excerpt: a.excerpt,
      endpoint: a.endpoint ?? '',
      answeredAt: a.answered_at,
      bytesWritten: a.bytes_written,
    })),
    ...evidence.map((e): LedgerLine => ({
      what: 'evidence',
      at: e.seen_at,
      kind: e.kind,
      shows: e.shows,
      code: e.code,
      status: e.status,
      excerpt: e.excerpt,
      remoteUrl: e.remote_url,
    })),
    ...decisions.map((d): LedgerLine => ({
      what: 'decision',
      at: d.decided_at,
      decision: d.decision,
      by: d.decided_by_name,
      url: d.url,
      why: d.why,
    })),
    ...changes.map((c): LedgerLine => ({
      what: 'change',
      at: c.changed_at,
      event: c.event,
      from: c.from_state,
      to: c.to_state,
      by: c.changed_by_name,
      reason: c.reason,
    })),
    ...asides.map((s): LedgerLine => ({ what: 'aside', at: s.said_at, aside: s.aside, by: s.said_by_name })),
  ];
  return lines.sort((a, b) => a.at.getTime() - b.at.getTime() || rankOf(a) - rankOf(b));
}
