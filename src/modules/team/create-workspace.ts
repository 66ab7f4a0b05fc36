import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import type { Desk } from './desk.ts';
import type { WorkspaceForm } from './shapes.ts';
import { slugOf } from './slug.ts';
import type { TeamTables } from './tables.sql.ts';

export interface NewWorkspace extends WorkspaceForm {
  ownerUserId: Id;
}

export interface CreatedWorkspace {
  workspaceId: Id;
  slug: string;
}

/** Opens a workspace with its first owner. @param also what other rooms must do in the same transaction (own site…). */
export async function createWorkspace(
  desk: Pick<Desk, 'store'>,
  workspace: NewWorkspace,
  also: (ctx: Ctx) => Promise<void> = async () => {},
): Promise<CreatedWorkspace> {
  const founder = { kind: 'person', userId: workspace.ownerUserId, name: '', role: 'owner', clients: 'all' } as const;
  return desk.store.inWorkspace(newId(), founder, async (ctx) => {
    const created = await foundWorkspace(ctx, workspace);
    await also(ctx);
    return created;
  });
}

/** Writes the workspace that `ctx` is already in. */
export async function foundWorkspace(ctx: Ctx, workspace: NewWorkspace): Promise<CreatedWorkspace> {
  const db = ctx.db.withTables<TeamTables>();
  const { workspaceId } = ctx;
  const { ownerUserId, name, country, currency, zone, language } = workspace;
  const at = ctx.now();
  await db
    .insertInto('team.workspace')
    .values({ workspace_id: workspaceId, name, country, currency, zone, language, created_at: at })
    .execute();
  const slug = await takeSlug(ctx, slugOf(name));
  await join(ctx, ownerUserId, 'owner');
  await ctx.tell({ name: 'team.workspace-created', about: { slug } });
  return { workspaceId, slug };
}

/** Writes a membership and its directory line, which leads from a person to their workspaces. */
export async function join(ctx: Ctx, userId: Id, role: NonNullable<TeamTables['team.membership']>['role']): Promise<void> {
  const db = ctx.db.withTables<TeamTables>();
  await db.insertInto('team.membership').values({ workspace_id: ctx.workspaceId, user_id: userId, role, joined_at: ctx.now() }).execute();
  await db
    .insertInto('team.member_of')
    .values({ user_id: userId, workspace_id: ctx.workspaceId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The first free of `chez-awa`, `chez-awa-2`… The primary key decides between two who want the same. */
async function takeSlug(ctx: Ctx, wanted: string): Promise<string> {
  const db = ctx.db.withTables<TeamTables>();
  for (let turn = 1; ; turn += 1) {
    const slug = turn === 1 ? wanted : `${wanted}-${turn}`;
    const taken = await db
      .insertInto('team.workspace_slug')
      .values({ slug, workspace_id: ctx.workspaceId })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returning('slug')
      .executeTakeFirst();
    if (taken) return slug;
  }
}
