import type { Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import type { TeamTables } from './tables.sql.ts';

/** The workspace at this address, for the operator. @throws Refusal `workspace_unknown` */
export async function findWorkspace(desk: { store: Store }, slug: string): Promise<Id> {
  const directory = desk.store.outside.withTables<TeamTables>();
  const found = await directory.selectFrom('team.workspace_slug').where('slug', '=', slug).select('workspace_id').executeTakeFirst();
  if (!found) throw new Refusal('workspace_unknown', { status: 404, details: { slug } });
  return found.workspace_id;
}
