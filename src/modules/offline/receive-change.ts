import { createHash } from 'node:crypto';
import type { Ctx, Store } from '#plumbing/db';
import { canonicalJson } from '#words/canonical-json.ts';
import type { Id } from '#words/ids.ts';
import { forbidden, Refusal } from '#words/refusal.ts';
import type { Change, Verdict } from './changes.ts';
import { deleteChangesBefore, findChange, insertChange, takeTurn } from './offline.sql.ts';

/** A change arrived while it was arriving: nothing was done, it is to be said again. */
export class Arriving extends Error {}

/**
 * Does what a change asks, once, and keeps the verdict in the same transaction; arriving again, it is answered with that verdict. What the
 * house refuses is undone alone and is a verdict too; an accident is none, undoes everything and is thrown.
 * @throws Arriving; Refusal `change_differs` for another change under the same id, or somebody else's
 */
export async function receiveChange(ctx: Ctx, device: Id, change: Change, work: () => Promise<Verdict | void>): Promise<Verdict> {
  if (ctx.actor.kind !== 'person') throw forbidden();
  const asked = createHash('sha256').update(canonicalJson(change)).digest();
  if (!(await takeTurn(ctx, lockOf(ctx, change.id)))) throw new Arriving();
  const kept = await findChange(ctx, change.id);
  if (kept && (kept.user_id !== ctx.actor.userId || !kept.asked.equals(asked))) throw new Refusal('change_differs', { status: 409 });
  if (kept) return kept.verdict;
  const verdict = await judged(ctx, work);
  const { id, kind } = change;
  await insertChange(ctx, { id, user_id: ctx.actor.userId, device_id: device, kind, asked, verdict, arrived_at: ctx.now() });
  return verdict;
}

const lockOf = ({ workspaceId }: Ctx, id: Id): bigint => createHash('sha256').update(`${workspaceId} ${id}`).digest().readBigInt64BE();

async function judged(ctx: Ctx, work: () => Promise<Verdict | void>): Promise<Verdict> {
  try {
    return (await ctx.part(work)) ?? { is: 'done' };
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.status >= 500) throw thrown;
    return { is: 'refused', code: thrown.code, details: thrown.details };
  }
}

/** Days a verdict is kept: a phone found again in a drawer is answered as it was. */
const KEPT_DAYS = 400;

/** Forgets verdicts nobody can ask for any more, in these workspaces (worker/timetable). */
export async function forgetChanges(store: Store, workspaces: readonly { workspaceId: Id }[]): Promise<void> {
  for (const { workspaceId } of workspaces)
    await store.inWorkspace(workspaceId, { kind: 'system', name: 'worker' }, (ctx) =>
      deleteChangesBefore(ctx, new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000)),
    );
}
