import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables, takeEndpoint } from './notices.sql.ts';
import { mustManage } from './policy.ts';

/** Forgets a receiver with its log; a workspace without any is read no more. */
export async function removeEndpoint(ctx: Ctx, id: Id): Promise<void> {
  mustManage(ctx.actor);
  await takeEndpoint(ctx, id);
  await tables(ctx).deleteFrom('notices.endpoint').where('id', '=', id).execute();
  const left = await tables(ctx).selectFrom('notices.endpoint').select('id').limit(1).execute();
  if (left.length === 0) await tables(ctx).deleteFrom('notices.listener').where('workspace_id', '=', ctx.workspaceId).execute();
  await ctx.tell({ name: 'notices.endpoint_removed', about: { endpointId: id } });
}
