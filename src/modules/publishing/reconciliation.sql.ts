import { sql, type Db, type Store } from '#plumbing/db';

/** Inside a transaction, or outside any workspace: the table is in the closed list. */
interface Scope {
  db: Db | Store['outside'];
}

/** True unless the system is in reconcile-only mode (docs/publishing.md, after a restore). */
export async function isReconciled(scope: Scope): Promise<boolean> {
  const open = await sql<{ n: number }>`select 1 as n from publishing.reconciliation where ended_at is null`.execute(scope.db);
  return open.rows.length === 0;
}

/** When the database that was found had last been alive: what may have been sent since is looked for from there. */
export async function lastSignOfLife(scope: Scope): Promise<Date | null> {
  const { rows } = await sql<{
    alive_until: Date;
  }>`select alive_until from publishing.reconciliation order by began_at desc limit 1`.execute(scope.db);
  return rows[0]?.alive_until ?? null;
}
