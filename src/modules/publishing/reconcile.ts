import type { Ctx, Store } from '#plumbing/db';
import { sql } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { listBusyWorkspaces } from './busy-workspaces.ts';
import { tables, type OutsideTables } from './publications.sql.ts';
import { isReconciled } from './reconciliation.sql.ts';
import { SENDER } from './world.ts';

/**
 * Reconcile-only mode, one round: everything that may have been sent since this database last lived owes a look before it is sent; what was
 * due by now is looked for at once. Ends when all of that was looked up or decided.
 * @returns true while it goes on.
 */
export async function reconcile(store: Store, now: Date): Promise<boolean> {
  const own = store.outside.withTables<OutsideTables>();
  const open = await own.selectFrom('publishing.reconciliation').selectAll().where('ended_at', 'is', null).executeTakeFirst();
  if (!open) return false;
  let left = 0;
  for (const workspaceId of await listBusyWorkspaces(store))
    left += await store.inWorkspace(workspaceId, SENDER, (ctx) => reconcileWorkspace(ctx, open.began_at));
  if (left > 0) return true;
  await own.updateTable('publishing.reconciliation').set({ ended_at: now }).where('id', '=', open.id).execute();
  return false;
}

/** True while nothing may be sent. */
export const isReconciling = async (store: Store): Promise<boolean> => !(await isReconciled({ db: store.outside }));

async function reconcileWorkspace(ctx: Ctx, began: Date): Promise<number> {
  const owing = await tables(ctx)
    .updateTable('publishing.publication')
    .set({ look_before_send: true, reconciled_for: began })
    .where('state', 'not in', ['DRAFT', 'APPROVED', 'PUBLISHED', 'FAILED', 'CANCELLED'])
    .where('approved_at', '<', began)
    .where((where) => where.or([where('reconciled_for', 'is', null), where('reconciled_for', '<', began)]))
    .returning('id')
    .execute();
  if (owing.length > 0)
    await wakeDue(
      ctx,
      owing.map((row) => row.id),
      began,
    );
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from publishing.publication
    where look_before_send and reconciled_for = ${began} and not_before <= ${began}
      and state not in ('PUBLISHED', 'FAILED', 'CANCELLED')`.execute(ctx.db);
  return rows[0]!.n;
}

async function wakeDue(ctx: Ctx, ids: Id[], began: Date): Promise<void> {
  await sql`update publishing.due d set next_at = ${ctx.now()} from publishing.publication p
    where p.id = d.publication_id and p.id = any(${ids}) and p.not_before <= ${began}`.execute(ctx.db);
}
