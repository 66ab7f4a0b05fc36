import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { changeChannel, tables, takeChannel } from './channels.sql.ts';
import { mayConnect, maySee } from './policy.ts';

/** Forgets what opened the account. The row stays, so that past publications keep their place and their proof. */
export async function removeChannel(ctx: Ctx, channelId: Id): Promise<void> {
  mayConnect(ctx.actor);
  const channel = await takeChannel(ctx, channelId, true);
  maySee(ctx.actor, channel.clientId);
  if (channel.state === 'removed') return;
  for (const table of ['channels.secret', 'channels.session'] as const)
    await tables(ctx).deleteFrom(table).where('workspace_id', '=', ctx.workspaceId).where('channel_id', '=', channelId).execute();
  await changeChannel(ctx, channelId, { state: 'removed', last_problem_code: null, last_problem_at: null });
  await ctx.tell({ name: 'channels.removed', about: { channelId } });
}
