import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { changeChannel, takeChannel } from './channels.sql.ts';

/** How a conversation with the network ended. `reconnect` stops the channel until a person connects it again. */
export type Health = { ok: true } | { ok: false; problem: string; reconnect?: boolean };

/** Notes how the channel is doing: shown on its page, and told when it stops. Called by the room that spoke. */
export async function recordHealth(ctx: Ctx, channelId: Id, health: Health): Promise<void> {
  const now = ctx.now();
  if (health.ok) {
    await changeChannel(ctx, channelId, { last_success_at: now, last_problem_code: null, last_problem_at: null });
    return;
  }
  await changeChannel(ctx, channelId, { last_problem_code: health.problem, last_problem_at: now });
  if (!health.reconnect) return;
  const channel = await takeChannel(ctx, channelId, true);
  if (channel.state !== 'connected' && channel.state !== 'paused') return;
  await changeChannel(ctx, channelId, { state: 'needs_reconnect' });
  await ctx.tell({ name: 'channels.troubled', about: { channelId, problem: health.problem } });
}
