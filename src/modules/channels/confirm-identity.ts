import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { networkOf } from '#networks/contract';
import { changeChannel, takeChannel } from './channels.sql.ts';
import { openLine, type Switchboard } from './open-line.ts';
import { recordHealth } from './record-health.ts';

export type Confirmation =
  | { kind: 'same' }
  /** Nothing may be sent: `other_account`, `token_dead`, `paused`, `needs_reconnect`, `removed`. */
  | { kind: 'stop'; reason: string }
  /** The network could not be asked; nothing is known against the channel. */
  | { kind: 'unknown'; code: string };

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
  return house.store.inWorkspace(workspaceId, WORKER, async (ctx) => {
    if (answer.kind === 'unreadable') return { kind: 'unknown', code: answer.code };
    if (answer.kind === 'refused') {
      await recordHealth(ctx, channelId, { ok: false, problem: answer.code, reconnect: true });
      return { kind: 'stop', reason: answer.code };
    }
    if (answer.identity.networkUserId !== asked.channel.networkUserId) {
      await recordHealth(ctx, channelId, { ok: false, problem: 'other_account', reconnect: true });
      return { kind: 'stop', reason: 'other_account' };
    }
    const { handle, displayName, profileUrl, facts } = answer.identity;
    await changeChannel(ctx, channelId, {
      identity_at: ctx.now(),
      handle,
      display_name: displayName,
      profile_url: profileUrl,
      facts: JSON.stringify(facts),
      once_class: networkOf(house.networks, asked.channel.network).onceClass({ ...asked.line, facts }),
    });
    return { kind: 'same' };
  });
}
