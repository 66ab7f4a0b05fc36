import type { Ctx } from '#plumbing/db';
import { notFound } from '#words/refusal.ts';
import { mayChangeWorkspace } from './policy.ts';
import type { WorkspaceForm } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

/** Name, country, currency, zone and language of the workspace one is in. */
export async function readWorkspace(ctx: Ctx): Promise<WorkspaceForm> {
  const row = await ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.workspace')
    .select(['name', 'country', 'currency', 'zone', 'language'])
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** The workspace one is in, in addresses: /studio/<slug>. */
export async function readSlug(ctx: Ctx): Promise<string> {
  const directory = ctx.db.withTables<TeamTables>().selectFrom('team.workspace_slug').select('slug');
  return (await directory.where('workspace_id', '=', ctx.workspaceId).executeTakeFirstOrThrow()).slug;
}

/** The address (slug) stays: links and bookmarks live on when the name changes. */
export async function changeWorkspace(ctx: Ctx, change: WorkspaceForm): Promise<void> {
  mayChangeWorkspace(ctx.actor);
  const { name, country, currency, zone, language } = change;
  await ctx.db.withTables<TeamTables>().updateTable('team.workspace').set({ name, country, currency, zone, language }).execute();
  await ctx.tell({ name: 'team.workspace-changed', about: {} });
}
