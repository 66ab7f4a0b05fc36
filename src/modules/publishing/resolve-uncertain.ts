import type { Finding, Network, Order } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { buildOrder, isTaken } from './build-order.ts';
import type { Claim } from './claim.ts';
import { requestHash } from './content-hash.ts';
import { holdForChannel } from './preflight.ts';
import { openPublication, type Opened } from './open-publication.ts';
import { isSending, raiseQuiet } from './pace.ts';
import type { Id } from '#words/ids.ts';
import { factsOf } from './facts.ts';
import { tables, type AttemptRow, type EvidenceRow, type Ground, type PublicationRow } from './publications.sql.ts';
import { firstCheck, firstLook, published, startOfDoubt } from './verdict-rows.ts';
import { backoff, nextMove, type Doubt } from './rules.ts';
import { leaseEnd, send } from './send-due.ts';
import { transition, type Rows, type Step } from './transition.ts';
import { durable, later, outside, type World } from './world.ts';

type Planned = { do: 'look' | 'repeat_key' | 'repeat_id'; opened: Opened; order: Order; attempt: AttemptRow | null; until: Date };

/** UNCERTAIN (or a fresh look at NEEDS_DECISION): one move of the table, then its call. */
export async function resolveUncertain(world: World, claim: Claim): Promise<void> {
  const planned = await durable(world, 'resolve', claim.workspaceId, (ctx) => plan(ctx, world, claim));
  if (!planned) return;
  if (planned.do !== 'look') return send(world, claim, planned.opened, planned.order, planned.do, planned.until);
  const finding = await outside(world, 'look call', planned.opened.patience.timeoutMs, (signal) =>
    read(world, planned.opened.network, { line: planned.opened.channel!.line!, signal }, planned.order),
  );
  await durable(world, 'finding', claim.workspaceId, (ctx) => record(ctx, world, claim, planned.attempt!, finding));
}

/** SENDING found without a verdict: its sender died or fell asleep. Its answer may still come; until then nothing is known. */
export async function recoverCrash(world: World, claim: Claim): Promise<void> {
  await durable(world, 'crash', claim.workspaceId, async (ctx) => {
    const opened = await openPublication(ctx, world, claim);
    const { row, patience } = opened;
    const ground = await lastGround(ctx, row.id);
    const repeated = ground === 'key' || ground === 'id';
    await transition(ctx, row.id, 'crash', {
      lease: claim.lease,
      opened,
      set: { ...startOfDoubt(ctx, patience), unclear_attempts: row.unclear_attempts + (repeated ? 0 : 1), tries: row.tries + 1 },
      nextAt: firstLook(ctx, world, row, repeated),
      rows: { evidence: { ...NOTHING, kind: 'crash', shows: 'unclear' } },
    });
  });
}

async function lastGround(ctx: Ctx, id: Id): Promise<Ground | null> {
  const last = await tables(ctx)
    .selectFrom('publishing.attempt')
    .select('ground')
    .where('publication_id', '=', id)
    .where('kind', '=', 'publish')
    .orderBy('n', 'desc')
    .executeTakeFirst();
  return last?.ground ?? null;
}

const NOTHING = {
  attempt_id: null,
  after_quiet: false,
  remote_id: null,
  remote_url: null,
  endpoint: null,
  status: null,
  code: null,
  excerpt: null,
};

async function plan(ctx: Ctx, world: World, claim: Claim): Promise<Planned | null> {
  const opened = await openPublication(ctx, world, claim);
  const { row } = opened;
  const step: Step = { lease: claim.lease, opened };
  const until = leaseEnd(ctx.now(), world, opened);
  if (row.state === 'NEEDS_DECISION') return look(ctx, opened, claim, until);
  const move = nextMove(await doubtOf(ctx, world, opened));
  switch (move.do) {
    case 'ask':
      await transition(ctx, row.id, 'ask', { ...step, reason: move.reason, nextAt: null });
      return null;
    case 'confirm_refusal':
      await transition(ctx, row.id, 'confirm_refusal', { ...step, reason: row.refused_code, nextAt: null });
      return null;
    case 'absent':
      await transition(ctx, row.id, 'absent', { ...step, set: PROVEN_ABSENT, nextAt: ctx.now() });
      return null;
    case 'wait':
      await transition(ctx, row.id, 'defer', { ...step, nextAt: waitUntil(ctx, opened) });
      return null;
    case 'repeat_key':
    case 'repeat_id':
      return { do: move.do, opened, order: await buildOrder(ctx, row), attempt: null, until };
    case 'look':
      return look(ctx, opened, claim, until);
  }
}

/** Nothing is there and nothing is coming: a new attempt is a first one again. */
const PROVEN_ABSENT: Partial<PublicationRow> = { doubts: 0, look_before_send: false, ground: 'absent', absences: 0, absent_at: null };

async function look(ctx: Ctx, opened: Opened, claim: Claim, until: Date): Promise<Planned | null> {
  const { row, channel } = opened;
  if (!channel?.line || row.once_class === 'N' || row.once_class === 'H') {
    // Nothing to read with: it counts as a reading that failed.
    const since = row.reads_failing_since ?? ctx.now();
    const nextAt = row.state === 'NEEDS_DECISION' ? null : later(ctx.now(), 60_000);
    await transition(ctx, row.id, 'defer', { lease: claim.lease, opened, set: { reads_failing_since: since }, nextAt });
    return null;
  }
  const request_hash = requestHash(row.op_id, row.content_hash, row.prepared);
  const done = await transition(ctx, row.id, 'look', {
    lease: claim.lease,
    opened,
    renewUntil: until,
    nextAt: until,
    set: { looks: row.looks + 1 },
    rows: { intent: { kind: 'look', ground: null, request_hash, deadline_at: until } },
  });
  claim.lease = done.lease!;
  return { do: 'look', opened, order: await buildOrder(ctx, row), attempt: done.attempt, until };
}

async function doubtOf(
  ctx: Ctx,
  world: World,
  { row, facts, channel, pace }: Pick<Opened, 'row' | 'facts' | 'channel' | 'pace'>,
): Promise<Doubt> {
  const now = ctx.now();
  // What would stop a first sending stops a repeat too: then it is only looked for.
  const stopped = holdForChannel({ row, channel, otherAccount: false }) !== null || world.clockWrong() || (pace.blocked_until ?? now) > now;
  const busy = await isSending(ctx, row.channel_id, row.id);
  const mayRepeat = facts.reconciled && !stopped && !busy && facts.approved && facts.parentOut;
  const waitsToRepeat = facts.onceClass === 'K' && facts.keyAlive && !facts.requestSettled && mayRepeat && !facts.tooLate;
  return {
    ...facts,
    reconciled: mayRepeat,
    readsFailing: row.reads_failing_since !== null && now.getTime() - row.reads_failing_since.getTime() > world.timings.readsFailingMs,
    conflicting: row.conflicting || (facts.seenOnline && facts.absentTwice),
    lookNotDue: waitsToRepeat,
  };
}

/** A K under its living key waits until the last request is over for sure, then repeats. */
const waitUntil = (ctx: Ctx, { row, patience }: Opened): Date =>
  later(row.last_intent_at ?? ctx.now(), patience.timeoutMs + patience.settleMs);

async function record(ctx: Ctx, world: World, claim: Claim, attempt: AttemptRow, finding: Finding): Promise<void> {
  const opened = await openPublication(ctx, world, claim);
  const { row, patience } = opened;
  const { endpoint, status, code, excerpt, bytesWritten } = finding.evidence;
  const afterQuiet = row.quiet_until !== null && attempt.intent_at >= row.quiet_until;
  const seen: Omit<EvidenceRow, 'workspace_id' | 'id' | 'publication_id' | 'seen_at'> = {
    attempt_id: attempt.id,
    kind: 'lookup',
    shows: finding.kind === 'found' ? 'exists' : finding.kind,
    after_quiet: finding.kind === 'absent' && afterQuiet,
    remote_id: finding.kind === 'found' ? finding.remoteId : null,
    remote_url: finding.kind === 'found' ? finding.remoteUrl : null,
    endpoint,
    status,
    code,
    excerpt,
  };
  const rows: Rows = {
    verdict: { attemptId: attempt.id, outcome: finding.kind, endpoint, status, code, excerpt, bytes_written: bytesWritten },
    evidence: seen,
  };
  const step: Step = { lease: claim.lease, opened, rows };
  const asked = row.state === 'NEEDS_DECISION';
  if (finding.kind === 'found') {
    if (await isTaken(ctx, row, finding.remoteId)) {
      // It is another publication's: it shows nothing of ours.
      const conflict = { ...step, rows: { ...rows, evidence: { ...seen, shows: 'unclear' as const, remote_id: null } } };
      return void (await transition(ctx, row.id, 'seen_nothing', {
        ...conflict,
        set: { conflicting: true },
        nextAt: asked ? null : ctx.now(),
      }));
    }
    if (asked) return void (await transition(ctx, row.id, 'found_again', { ...step, idKnown: true, nextAt: null }));
    await measureLateness(ctx, row, patience.quietMs);
    await transition(ctx, row.id, 'found', { ...step, idKnown: true, set: published(ctx, finding), nextAt: firstCheck(ctx, world) });
    return void (await world.channels.health(ctx, row.channel_id, { ok: true }));
  }
  const set =
    finding.kind === 'absent'
      ? countAbsence(row, attempt, afterQuiet, world)
      : { reads_failing_since: row.reads_failing_since ?? ctx.now() };
  const nextAt = asked ? null : await nextLook(ctx, world, claim, opened, set, finding.kind);
  await transition(ctx, row.id, 'seen_nothing', { ...step, set, nextAt });
}

/** Two absences count: both after the quiet period, ten seconds apart. Earlier ones are only noted (R repeats the same id after one). */
function countAbsence(row: PublicationRow, attempt: AttemptRow, afterQuiet: boolean, world: World): Partial<PublicationRow> {
  const readable = { reads_failing_since: null };
  if (!afterQuiet) return { ...readable, absent_at: attempt.intent_at };
  if (row.absences === 0) return { ...readable, absences: 1, absent_at: attempt.intent_at };
  const apart = attempt.intent_at.getTime() - row.absent_at!.getTime();
  return apart < world.timings.absenceSpacingMs ? readable : { ...readable, absences: row.absences + 1, absent_at: attempt.intent_at };
}

/** When it is worth reading again; at once when something else than reading comes next. */
async function nextLook(
  ctx: Ctx,
  world: World,
  claim: Claim,
  opened: Opened,
  set: Partial<PublicationRow>,
  kind: 'absent' | 'unreadable',
): Promise<Date> {
  const now = ctx.now();
  const { retryBaseMs, retryCapMs, absenceSpacingMs } = world.timings;
  const row = { ...opened.row, ...set };
  const facts = await factsOf(ctx, row, opened.due, { lease: claim.lease, patience: opened.patience });
  const move = nextMove(await doubtOf(ctx, world, { ...opened, row, facts }));
  if (move.do !== 'look' && move.do !== 'wait') return now;
  const soon = later(now, backoff(row.looks, retryBaseMs, Math.min(retryCapMs, retryBaseMs * 12), world.random()));
  if (kind === 'unreadable') return soon;
  if (row.quiet_until && row.quiet_until > now) return soon < row.quiet_until ? soon : row.quiet_until;
  return row.absences === 0 ? now : later(row.absent_at ?? now, absenceSpacingMs);
}

/** Seen later than half the quiet period after its request: the period was too short for this channel. */
async function measureLateness(ctx: Ctx, row: PublicationRow, quietMs: number): Promise<void> {
  if (!row.last_intent_at || !row.absent_at || row.absent_at < row.last_intent_at) return;
  const late = row.absent_at.getTime() - row.last_intent_at.getTime();
  if (late > quietMs / 2) await raiseQuiet(ctx, row.channel_id, late);
}

async function read(world: World, network: Network, call: Parameters<Network['look']>[0], order: Order): Promise<Finding> {
  try {
    return await network.look(call, order);
  } catch (error) {
    world.log.error({ err: error }, 'looking broke');
    return {
      kind: 'unreadable',
      code: 'accident',
      evidence: { endpoint: '', status: null, code: 'accident', excerpt: '', bytesWritten: false },
    };
  }
}
