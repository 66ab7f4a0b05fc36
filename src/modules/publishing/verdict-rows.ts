import type { Verdict } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import type { Patience } from './patience.ts';
import type { AttemptRow, PublicationRow } from './publications.sql.ts';
import { backoff } from './rules.ts';
import type { Rows } from './transition.ts';
import { later, type World } from './world.ts';

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
  if (row.once_class === 'N' || row.once_class === 'H') return now;
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
