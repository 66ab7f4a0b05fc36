import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { factsOf, withAnswer, type Lease, type Situation } from './facts.ts';
import { tables, type AttemptRow, type DecisionRow, type DueRow, type EvidenceRow, type PublicationRow } from './publications.sql.ts';
import { FINAL, type State } from './states.ts';
import { failingGuards, transitionOf, type Event, type Facts, type Written } from './transitions.ts';
import { tellNeighbours } from './neighbours.ts';

/** Somebody else moved first: another sender took over, a person acted, the state is no longer the one expected. Nothing was written. */
export class Stale extends Error {
  readonly event: Event;
  readonly guards: readonly string[];
  constructor(event: Event, guards: readonly string[]) {
    super(`${event} may not happen: ${guards.join(', ')}`);
    this.name = 'Stale';
    this.event = event;
    this.guards = guards;
  }
}

export interface Rows {
  intent?: Pick<AttemptRow, 'kind' | 'ground' | 'request_hash' | 'deadline_at'>;
  verdict?: { attemptId: Id } & Pick<AttemptRow, 'outcome' | 'endpoint' | 'status' | 'code' | 'excerpt' | 'bytes_written'>;
  evidence?: Omit<EvidenceRow, 'workspace_id' | 'id' | 'publication_id' | 'seen_at'>;
  decision?: Pick<DecisionRow, 'decision' | 'url' | 'why'>;
}

export interface Step extends Situation {
  /** Locked and judged in this very transaction, and not changed since: not read again. */
  opened?: { row: PublicationRow; due: DueRow; facts: Facts };
  /** Columns that change with the state. */
  set?: Partial<PublicationRow>;
  reason?: string | null;
  /** When the machine looks at it again; null: a person is waited for. Left out: unchanged. */
  nextAt?: Date | null;
  /** A new lease token until then (arm, repeats); otherwise the lease is kept while a call follows, and given back when none does. */
  renewUntil?: Date;
  rows?: Rows;
}

export interface Done {
  publication: PublicationRow;
  attempt: AttemptRow | null;
  lease: Lease | undefined;
}

/** Locks the publication and its lease row, in this order everywhere. */
export async function lockPublication(ctx: Ctx, id: Id): Promise<{ row: PublicationRow; due: DueRow | undefined } | null> {
  const row = await tables(ctx).selectFrom('publishing.publication').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) return null;
  const due = await tables(ctx).selectFrom('publishing.due').selectAll().where('publication_id', '=', id).forUpdate().executeTakeFirst();
  return { row, due };
}

/**
 * The only way a publication changes state: lock, check state, guards and lease, then the change and all its rows in the one
 * transaction of `ctx`.
 * @throws Stale when it may not happen (any more).
 */
export async function transition(ctx: Ctx, id: Id, event: Event, step: Step = {}): Promise<Done> {
  const rule = transitionOf(event);
  const locked = step.opened ?? (await lockPublication(ctx, id));
  if (!locked) throw new Stale(event, ['exists']);
  const { row, due } = locked;
  if (!rule.from.includes(row.state)) throw new Stale(event, [`from ${row.state}`]);
  // An approval given by this very change counts for it.
  const judged = {
    ...row,
    content_hash: step.set?.content_hash ?? row.content_hash,
    approved_hash: step.set?.approved_hash ?? row.approved_hash,
  };
  const facts = step.opened ? withAnswer(step.opened.facts, judged, step) : await factsOf(ctx, judged, due, step);
  const failing = failingGuards(event, facts);
  if (failing.length > 0) throw new Stale(event, failing);
  checkRows(event, rule.writes, step.rows ?? {});

  const now = ctx.now();
  const to: State = rule.to === 'same' ? row.state : rule.to;
  const lease = nextLease(event, step, due);
  const publication = await tables(ctx)
    .updateTable('publishing.publication')
    .set({ ...step.set, state: to, version: row.version + 1, ...reasonAfter(rule.to, step) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  // What leaves the state as it is has its own row (attempt, evidence), or none (waiting for a turn).
  if (rule.to !== 'same' || event === 'wish') await writeChange(ctx, row, publication, event);
  const attempt = await writeRows(ctx, publication, row, step.rows ?? {}, lease.token);
  await writeDue(ctx, publication, lease, step.nextAt);
  await tellNeighbours(ctx, row.state, publication, event);
  return { publication, attempt, lease: step.lease ? { holder: step.lease.holder, token: lease.token } : undefined };

  function nextLease(
    event: Event,
    step: Step,
    due: DueRow | undefined,
  ): Pick<DueRow, 'lease_token' | 'lease_until' | 'holder'> & { token: number } {
    const token = due?.lease_token ?? 0;
    // A wish must not take the verdict away from the sender that waits for it.
    if (event === 'wish' && due) return { token, lease_token: token, lease_until: due.lease_until, holder: due.holder };
    // A person's act ends every lease: a sender that held one finds its token gone.
    if (!step.lease) return { token: token + 1, lease_token: token + 1, lease_until: null, holder: null };
    if (step.renewUntil) return { token: token + 1, lease_token: token + 1, lease_until: step.renewUntil, holder: step.lease.holder };
    const kept = rule.then !== null;
    if (kept && due) return { token, lease_token: token, lease_until: due.lease_until, holder: due.holder };
    return { token, lease_token: token, lease_until: null, holder: null };
  }

  function reasonAfter(ruleTo: State | 'same', step: Step): { reason?: string | null } {
    if (step.reason !== undefined) return { reason: step.reason };
    return ruleTo === 'same' ? {} : { reason: null };
  }

  async function writeDue(
    ctx: Ctx,
    publication: PublicationRow,
    lease: ReturnType<typeof nextLease>,
    nextAt: Date | null | undefined,
  ): Promise<void> {
    const over = FINAL.has(publication.state) && !nextAt;
    if (over) {
      await tables(ctx).deleteFrom('publishing.due').where('publication_id', '=', publication.id).execute();
      return;
    }
    const { token: _token, ...columns } = lease;
    await tables(ctx)
      .updateTable('publishing.due')
      .set({ ...columns, ...(nextAt === undefined ? {} : { next_at: nextAt }) })
      .where('publication_id', '=', publication.id)
      .execute();
  }

  async function writeChange(ctx: Ctx, before: PublicationRow, after: PublicationRow, event: Event): Promise<void> {
    await tables(ctx)
      .insertInto('publishing.change')
      .values({
        workspace_id: ctx.workspaceId,
        publication_id: after.id,
        version: after.version,
        event,
        from_state: before.state,
        to_state: after.state,
        reason: step.reason ?? null,
        changed_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
        changed_by_name: ctx.actor.name,
        changed_at: now,
      })
      .execute();
  }
}

function checkRows(event: Event, expected: readonly Written[], rows: Rows): void {
  const given = (['intent', 'verdict', 'evidence', 'decision'] as const).filter((kind) => rows[kind] !== undefined);
  const missing = expected.filter((kind) => !given.includes(kind));
  const extra = given.filter((kind) => !expected.includes(kind));
  if (missing.length + extra.length > 0) throw new Error(`${event}: missing ${missing.join()}, not expected ${extra.join()}`);
}

async function writeRows(ctx: Ctx, after: PublicationRow, before: PublicationRow, rows: Rows, token: number): Promise<AttemptRow | null> {
  const own = { workspace_id: ctx.workspaceId, publication_id: after.id };
  if (rows.verdict) await closeAttempt(ctx, rows.verdict);
  if (rows.evidence) {
    await tables(ctx)
      .insertInto('publishing.evidence')
      .values({ ...own, ...rows.evidence, id: newId(ctx.now().getTime()), seen_at: ctx.now() })
      .execute();
  }
  if (rows.decision) {
    await tables(ctx)
      .insertInto('publishing.decision')
      .values({
        ...own,
        ...rows.decision,
        id: newId(ctx.now().getTime()),
        decided_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
        decided_by_name: ctx.actor.name,
        decided_at: ctx.now(),
      })
      .execute();
  }
  if (!rows.intent) return null;
  const last = await tables(ctx)
    .selectFrom('publishing.attempt')
    .select(({ fn }) => fn.max('n').as('n'))
    .where('publication_id', '=', after.id)
    .executeTakeFirst();
  return tables(ctx)
    .insertInto('publishing.attempt')
    .values({
      ...own,
      ...rows.intent,
      id: newId(ctx.now().getTime()),
      n: (last?.n ?? 0) + 1,
      content_hash: before.content_hash,
      lease_token: token,
      intent_at: ctx.now(),
      not_before: before.not_before,
      not_after: before.not_after,
    } as AttemptRow)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Writes the outcome of an attempt, once. */
export async function closeAttempt(ctx: Ctx, verdict: NonNullable<Rows['verdict']>): Promise<void> {
  const { attemptId, ...outcome } = verdict;
  await tables(ctx)
    .updateTable('publishing.attempt')
    .set({ ...outcome, answered_at: ctx.now() })
    .where('id', '=', attemptId)
    .where('outcome', 'is', null)
    .execute();
}
