import type { Ctx } from '#plumbing/db';
import { seesClient } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { tables, viewOf } from './channels.sql.ts';
import type { ChannelView } from './shapes.ts';

/** The channels of the clients this person may see, oldest first; removed ones only when asked for. */
export async function listChannels(ctx: Ctx, which: { clientId?: Id; removed?: boolean } = {}): Promise<ChannelView[]> {
  let query = tables(ctx).selectFrom('channels.channel').selectAll().where('workspace_id', '=', ctx.workspaceId);
  if (which.clientId) query = query.where('client_id', '=', which.clientId);
  if (!which.removed) query = query.where('state', '!=', 'removed');
  const rows = await query.orderBy('connected_at').orderBy('id').execute();
  return rows.map(viewOf).filter((channel) => seesClient(ctx.actor, channel.clientId));
}
