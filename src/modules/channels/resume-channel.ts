import type { Ctx } from '#plumbing/db';
import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import { changeChannel, takeChannel } from './channels.sql.ts';
import { mayPause, maySee } from './policy.ts';

/** Opens a paused channel again. One that needs reconnecting is not resumed: its account must answer first. */
export async function resumeChannel(ctx: Ctx, channelId: Id): Promise<void> {
  mayPause(ctx.actor);
  const channel = await takeChannel(ctx, channelId, true);
  maySee(ctx.actor, channel.clientId);
  if (channel.state === 'connected') return;
  if (channel.state !== 'paused') throw new Refusal('channel_not_connected', { status: 409, details: { name: channel.name } });
  await changeChannel(ctx, channelId, { state: 'connected' });
  await ctx.tell({ name: 'channels.resumed', about: { channelId } });
}
