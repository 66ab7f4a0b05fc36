import { sql, type Db } from '#plumbing/db';

/** True unless the system is in reconcile-only mode (docs/publishing.md, after a restore). */
export async function isReconciled(scope: { db: Pick<Db, 'withTables'> }): Promise<boolean> {
  const open = await sql<{ n: number }>`select 1 as n from publishing.reconciliation where ended_at is null`.execute(scope.db as Db);
  return open.rows.length === 0;
}
