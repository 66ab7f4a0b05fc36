import type { Verdict } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { isTaken } from './build-order.ts';
import type { Claim } from './claim.ts';
import { writePace } from './pace.ts';
import type { Patience } from './patience.ts';
import type { AttemptRow, PublicationRow } from './publications.sql.ts';
import { recordLateAnswer } from './record-late-answer.ts';
import { backoff, disproves, eventOf } from './rules.ts';
import { Stale, transition, type Rows, type Step } from './transition.ts';
import { durable, later, type World } from './world.ts';

/** Writes what one mutating request came to: published, refused for sure, or in doubt. */
export async function recordVerdict(
  world: World,
  claim: Claim,
  row: PublicationRow,
  attempt: AttemptRow,
  verdict: Verdict,
  patience: Patience,
): Promise<void> {
  try {
    await durable(world, 'verdict', claim.workspaceId, (ctx) => record(ctx, world, claim, row, attempt, verdict, patience));
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
    // Somebody took over while we waited: our answer is evidence, never a verdict.
    await durable(world, 'late answer', claim.workspaceId, (ctx) => recordLateAnswer(ctx, world, row.id, attempt, verdict));
  }
}

async function record(
  ctx: Ctx,
  world: World,
  claim: Claim,
  row: PublicationRow,
  attempt: AttemptRow,
  said: Verdict,
  patience: Patience,
): Promise<void> {
  const taken = said.kind === 'published' && said.remoteId !== '' && (await isTaken(ctx, row, said.remoteId));
  const verdict: Verdict = taken ? { kind: 'unclear', code: 'id_taken', evidence: said.evidence } : said;
  const event = eventOf(verdict, row.once_class, row.doubts);
  const step: Step = { lease: claim.lease, patience, rows: rowsOf(attempt, verdict) };
  if (event === 'accept' && verdict.kind === 'published') return accept(ctx, world, row, verdict, step);
  if ((event === 'refuse_passing' || event === 'refuse_final') && verdict.kind === 'refused')
    return refuse(ctx, world, row, verdict, event, step);
  return doubt(ctx, world, row, attempt, verdict, patience, { ...step, set: taken ? { conflicting: true } : {} });
}

async function accept(
  ctx: Ctx,
  world: World,
  row: PublicationRow,
  verdict: Extract<Verdict, { kind: 'published' }>,
  step: Step,
): Promise<void> {
  await transition(ctx, row.id, 'accept', { ...step, idKnown: true, set: published(ctx, verdict), nextAt: firstCheck(ctx, world) });
  await world.channels.health(ctx, row.channel_id, { ok: true });
}

/** What a publication online remembers. */
export const published = (
  ctx: Ctx,
  seen: { remoteId: string; remoteUrl: string | null; extra?: Record<string, unknown> },
): Partial<PublicationRow> => ({
  remote_id: seen.remoteId,
  remote_url: seen.remoteUrl,
  remote_extra: seen.extra ?? {},
  published_at: ctx.now(),
  doubts: 0,
});

export const firstCheck = (ctx: Ctx, world: World): Date => later(ctx.now(), world.timings.verifyAfterMs[0] ?? 0);

async function refuse(
  ctx: Ctx,
  world: World,
  row: PublicationRow,
  verdict: Extract<Verdict, { kind: 'refused' }>,
  event: 'refuse_passing' | 'refuse_final',
  step: Step,
): Promise<void> {
  const disproved = disproves(verdict.code, verdict.evidence.bytesWritten, row.once_class);
  const set: Partial<PublicationRow> = { ground: 'refused', tries: row.tries + 1, doubts: row.doubts - (disproved ? 1 : 0) };
  if (event === 'refuse_passing') {
    const retryAt =
      verdict.retryAt ?? later(ctx.now(), backoff(row.tries, world.timings.retryBaseMs, world.timings.retryCapMs, world.random()));
    if (verdict.code === 'rate_limited') await writePace(ctx, row.channel_id, { blocked_until: retryAt });
    await transition(ctx, row.id, event, { ...step, certain: true, set, nextAt: retryAt });
    return;
  }
  await transition(ctx, row.id, event, { ...step, certain: true, set, reason: verdict.code, nextAt: null });
  await world.channels.health(ctx, row.channel_id, { ok: false, problem: verdict.code, reconnect: verdict.code === 'token_dead' });
}

/** In doubt: nothing more is sent before the table of docs/publishing.md allows it. */
async function doubt(
  ctx: Ctx,
  world: World,
  row: PublicationRow,
  attempt: AttemptRow,
  verdict: Verdict,
  patience: Patience,
  step: Step,
): Promise<void> {
  const repeated = attempt.ground === 'key' || attempt.ground === 'id';
  const status = verdict.evidence.status ?? 0;
  const answered = status === 409 || status >= 500 || verdict.kind === 'refused';
  if (verdict.kind === 'refused' && verdict.retryAt) await writePace(ctx, row.channel_id, { blocked_until: verdict.retryAt });
  await transition(ctx, row.id, 'unclear', {
    ...step,
    set: {
      ...step.set,
      ...startOfDoubt(ctx, patience),
      // A repeat under our key that is answered by 5xx, 409 or a refusal is looked up, not repeated again.
      looks_only: row.looks_only || (attempt.ground === 'key' && answered),
      unclear_attempts: row.unclear_attempts + (repeated ? 0 : 1),
      tries: row.tries + 1,
    },
    nextAt: firstLook(ctx, world, row, repeated),
  });
}

/** The quiet period starts again after every request. */
export const startOfDoubt = (ctx: Ctx, patience: Patience): Partial<PublicationRow> => ({
  quiet_until: later(ctx.now(), patience.quietMs),
  absences: 0,
  absent_at: null,
  looks: 0,
  reads_failing_since: null,
});

/** R reads by id at once (then with backoff); the others leave the network a moment. */
export function firstLook(ctx: Ctx, world: World, row: PublicationRow, repeated: boolean): Date {
  const now = ctx.now();
  if (row.once_class === 'N') return now;
  if (row.once_class === 'R' && !repeated) return now;
  return later(now, backoff(repeated ? row.tries : 0, world.timings.retryBaseMs, world.timings.retryCapMs, world.random()));
}

/** Attempt and evidence rows of an answer. */
export function rowsOf(attempt: AttemptRow, verdict: Verdict): Pick<Rows, 'verdict' | 'evidence'> {
  const { endpoint, status, code, excerpt, bytesWritten } = verdict.evidence;
  const notSent = verdict.kind === 'refused' && verdict.code === 'not_sent';
  return {
    verdict: {
      attemptId: attempt.id,
      outcome: notSent ? 'not_sent' : verdict.kind,
      endpoint,
      status,
      code,
      excerpt,
      bytes_written: bytesWritten,
    },
    evidence: {
      attempt_id: attempt.id,
      kind: 'answer',
      shows: verdict.kind === 'published' ? 'exists' : verdict.kind,
      after_quiet: false,
      remote_id: verdict.kind === 'published' ? verdict.remoteId : null,
      remote_url: verdict.kind === 'published' ? verdict.remoteUrl : null,
      endpoint,
      status,
      code,
      excerpt,
    },
  };
}
