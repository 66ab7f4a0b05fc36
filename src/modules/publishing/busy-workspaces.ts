import type { Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { OutsideTables } from './publications.sql.ts';

/** Workspaces with something that is not over; the others cost nothing to those who make rounds. */
export async function listBusyWorkspaces(store: Store): Promise<Id[]> {
  const rows = await store.outside.withTables<OutsideTables>().selectFrom('publishing.due').select('workspace_id').distinct().execute();
  return rows.map((row) => row.workspace_id);
}
