import type { Verdict } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { isTaken } from './build-order.ts';
import { tables, type AttemptRow } from './publications.sql.ts';
import { firstCheck, published, rowsOf } from './verdict-rows.ts';
import { closeAttempt, lockPublication, transition } from './transition.ts';
import type { World } from './world.ts';

/**
 * An answer that comes after somebody else took over. It never counts as a verdict; when it names what exists it settles a doubt,
 * otherwise it is kept as evidence, and a person or the resolver sees it.
 */
export async function recordLateAnswer(ctx: Ctx, world: World, id: Id, attempt: AttemptRow, verdict: Verdict): Promise<void> {
  const locked = await lockPublication(ctx, id);
  if (!locked) return;
  const { row } = locked;
  const rows = rowsOf(attempt, verdict);
  const evidence = { ...rows.evidence!, kind: 'late_answer' as const };
  const exists = verdict.kind === 'published' && !(await isTaken(ctx, row, verdict.remoteId));
  if (exists && (row.state === 'UNCERTAIN' || row.state === 'ARMED')) {
    await transition(ctx, id, 'late_answer', {
      idKnown: true,
      set: published(ctx, verdict),
      nextAt: firstCheck(ctx, world),
      rows: { ...rows, evidence },
    });
    return;
  }
  await closeAttempt(ctx, rows.verdict!);
  await tables(ctx)
    .insertInto('publishing.evidence')
    .values({ ...evidence, workspace_id: ctx.workspaceId, publication_id: id, id: newId(ctx.now().getTime()), seen_at: ctx.now() })
    .execute();
}
