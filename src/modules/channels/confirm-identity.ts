import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { networkOf } from '#networks/contract';
import { takeChannel } from './channels.sql.ts';
import { noteAnswer, type Confirmation } from './note-answer.ts';
import { openLine, type Switchboard } from './open-line.ts';

/** Milliseconds during which an answer counts: the network is asked at most once a minute per channel. */
const ANSWER_LASTS_MS = 60_000;
const WORKER: Actor = { kind: 'system', name: 'worker' };

/** Asks the network which account this is, before something is sent in its name. Called outside a transaction. */
export async function confirmIdentity(house: Switchboard, workspaceId: Id, channelId: Id, signal: AbortSignal): Promise<Confirmation> {
  const asked = await house.store.inWorkspace(workspaceId, WORKER, async (ctx) => {
    const channel = await takeChannel(ctx, channelId);
    if (channel.state !== 'connected') return { kind: 'stop' as const, reason: channel.state };
    if (ctx.now().getTime() - channel.identityAt.getTime() < ANSWER_LASTS_MS) return { kind: 'same' as const };
    return { kind: 'ask' as const, channel, line: await openLine(ctx, house, channelId) };
  });
  if (asked.kind !== 'ask') return asked;

  const answer = await networkOf(house.networks, asked.channel.network).whoAmI({ line: asked.line, signal });
  return house.store.inWorkspace(workspaceId, WORKER, (ctx) => noteAnswer(ctx, house, asked.channel, answer));
}
