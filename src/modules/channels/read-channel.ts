import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { takeChannel } from './channels.sql.ts';
import { maySee } from './policy.ts';
import type { ChannelView } from './shapes.ts';

/** @throws Refusal `not_found`, also for a channel of a client this person may not see. */
export async function readChannel(ctx: Ctx, channelId: Id): Promise<ChannelView> {
  const channel = await takeChannel(ctx, channelId);
  maySee(ctx.actor, channel.clientId);
  return channel;
}
