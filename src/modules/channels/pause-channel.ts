import type { Ctx } from '#plumbing/db';
import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import { changeChannel, takeChannel } from './channels.sql.ts';
import { mayPause, maySee } from './policy.ts';

/** Nothing leaves through a paused channel; what is due is held and says why. */
export async function pauseChannel(ctx: Ctx, channelId: Id): Promise<void> {
  mayPause(ctx.actor);
  const channel = await takeChannel(ctx, channelId, true);
  maySee(ctx.actor, channel.clientId);
  if (channel.state === 'paused') return;
  if (channel.state !== 'connected') throw new Refusal('channel_not_connected', { status: 409, details: { name: channel.name } });
  await changeChannel(ctx, channelId, { state: 'paused' });
  await ctx.tell({ name: 'channels.paused', about: { channelId } });
}
