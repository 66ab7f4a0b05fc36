import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { networkOf } from '#networks/contract';
import { changeChannel, takeChannel } from './channels.sql.ts';
import { noteAnswer, type Confirmation } from './note-answer.ts';
import { openLine, type Switchboard } from './open-line.ts';
import { mayPause, maySee } from './policy.ts';

/**
 * Asks the network at once, for a person, which account answers. The one that was connected has no problem any more, and sends again
 * where it had been stopped; a pause stays. Called outside a transaction.
 * @throws Refusal `channel_closed` where there is nothing to ask (removed, posted by hand), `secret_unreadable`
 */
export async function checkChannel(
  house: Switchboard,
  workspaceId: Id,
  actor: Actor,
  channelId: Id,
  signal: AbortSignal,
): Promise<Confirmation> {
  const { network, line } = await house.store.inWorkspace(workspaceId, actor, async (ctx) => {
    mayPause(ctx.actor);
    const channel = await takeChannel(ctx, channelId);
    maySee(ctx.actor, channel.clientId);
    return { network: networkOf(house.networks, channel.network), line: await openLine(ctx, house, channelId) };
  });
  const answer = await network.whoAmI({ line, signal });
  return house.store.inWorkspace(workspaceId, actor, async (ctx) => {
    // Others may have paused or removed it while the network answered.
    const channel = await takeChannel(ctx, channelId, true);
    if (channel.state === 'removed') return { kind: 'stop', reason: channel.state };
    const confirmation = await noteAnswer(ctx, house, channel, answer);
    if (confirmation.kind !== 'same') return confirmation;
    await changeChannel(ctx, channelId, { last_problem_code: null, last_problem_at: null });
    if (channel.state !== 'needs_reconnect') return confirmation;
    await changeChannel(ctx, channelId, { state: 'connected' });
    await ctx.tell({ name: 'channels.reconnected', about: { channelId } });
    return confirmation;
  });
}
