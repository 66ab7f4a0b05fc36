import type { Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { TeamTables } from './tables.sql.ts';

const operator = { kind: 'system', name: 'cli' } as const;

/** Every workspace of this Palabre. */
export async function listWorkspaceIds(desk: { store: Store }): Promise<Id[]> {
  const directory = desk.store.outside.withTables<TeamTables>();
  const rows = await directory.selectFrom('team.workspace_slug').select('workspace_id').orderBy('workspace_id').execute();
  return rows.map((row) => row.workspace_id);
}

/** For the operator's command line and work done in every workspace in turn, by slug. */
export async function listWorkspaces(desk: { store: Store }): Promise<{ workspaceId: Id; slug: string; name: string }[]> {
  const directory = desk.store.outside.withTables<TeamTables>();
  const slugs = await directory.selectFrom('team.workspace_slug').selectAll().orderBy('slug').execute();
  const workspaces = [];
  for (const { slug, workspace_id: workspaceId } of slugs) {
    const name = await desk.store.inWorkspace(workspaceId, operator, async ({ db }) => {
      const row = await db.withTables<TeamTables>().selectFrom('team.workspace').select('name').executeTakeFirstOrThrow();
      return row.name;
    });
    workspaces.push({ workspaceId, slug, name });
  }
  return workspaces;
}
