import { PASSING_REFUSALS, type Verdict } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { isTaken } from './build-order.ts';
import type { Claim } from './claim.ts';
import { writePace } from './pace.ts';
import type { Patience } from './patience.ts';
import type { AttemptRow, PublicationRow } from './publications.sql.ts';
import { recordLateAnswer } from './record-late-answer.ts';
import { backoff, disproves, eventOf, named } from './rules.ts';
import { Stale, transition, type Step } from './transition.ts';
import { firstCheck, firstLook, published, rowsOf, startOfDoubt } from './verdict-rows.ts';
import { durable, later, type World } from './world.ts';

/** Writes what one mutating request came to: published, refused for sure, or in doubt. */
export async function recordVerdict(
  world: World,
  claim: Claim,
  row: PublicationRow,
  attempt: AttemptRow,
  answer: Verdict,
  patience: Patience,
): Promise<void> {
  const verdict = named(answer);
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
  const taken = said.kind === 'published' && (await isTaken(ctx, row, said.remoteId));
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

async function refuse(
  ctx: Ctx,
  world: World,
  row: PublicationRow,
  verdict: Extract<Verdict, { kind: 'refused' }>,
  event: 'refuse_passing' | 'refuse_final',
  step: Step,
): Promise<void> {
  const disproved = disproves(verdict.code, verdict.evidence.bytesWritten, row.once_class);
  const set: Partial<PublicationRow> = {
    ground: 'refused',
    tries: row.tries + 1,
    doubts: row.doubts - (disproved ? 1 : 0),
    // What had been prepared has ended, so that the next step prepares again.
    ...(verdict.code === 'media_gone' && { prepared_until: ctx.now() }),
  };
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
  const refusedCode = verdict.kind === 'refused' && !PASSING_REFUSALS.has(verdict.code) ? verdict.code : null;
  const answered = status === 409 || status >= 500 || verdict.kind === 'refused';
  if (verdict.kind === 'refused' && verdict.retryAt) await writePace(ctx, row.channel_id, { blocked_until: verdict.retryAt });
  await transition(ctx, row.id, 'unclear', {
    ...step,
    set: {
      ...step.set,
      ...startOfDoubt(ctx, patience),
      // A refusal for good, and a repeat under our key answered by 5xx or 409, are looked up, not repeated again.
      looks_only: row.looks_only || refusedCode !== null || (attempt.ground === 'key' && answered),
      refused_code: refusedCode,
      unclear_attempts: row.unclear_attempts + (repeated ? 0 : 1),
      tries: row.tries + 1,
    },
    nextAt: firstLook(ctx, world, row, repeated),
  });
}
