import type { Ctx } from '#plumbing/db';
import { networkOf, type WhoAmI } from '#networks/contract';
import { changeChannel } from './channels.sql.ts';
import type { Switchboard } from './open-line.ts';
import { recordHealth } from './record-health.ts';
import type { ChannelView } from './shapes.ts';

export type Confirmation =
  | { kind: 'same' }
  /** Nothing may be sent: `other_account`, `token_dead`, `paused`, `needs_reconnect`, `removed`. */
  | { kind: 'stop'; reason: string }
  /** The network could not be asked; nothing is known against the channel. */
  | { kind: 'unknown'; code: string };

/** Writes down what a network answered to “which account is this?”. A channel whose account is not the one connected stops. */
export async function noteAnswer(
  ctx: Ctx,
  house: Pick<Switchboard, 'networks'>,
  channel: ChannelView,
  answer: WhoAmI,
): Promise<Confirmation> {
  if (answer.kind === 'unreadable') return { kind: 'unknown', code: answer.code };
  if (answer.kind === 'refused') return stop(ctx, channel, answer.code);
  if (answer.identity.networkUserId !== channel.networkUserId) return stop(ctx, channel, 'other_account');
  const { handle, displayName, profileUrl, facts } = answer.identity;
  await changeChannel(ctx, channel.id, {
    identity_at: ctx.now(),
    handle,
    display_name: displayName,
    profile_url: profileUrl,
    facts: JSON.stringify(facts),
    once_class: networkOf(house.networks, channel.network).onceClass({ address: channel.address, facts }),
  });
  return { kind: 'same' };
}

async function stop(ctx: Ctx, channel: ChannelView, reason: string): Promise<Confirmation> {
  await recordHealth(ctx, channel.id, { ok: false, problem: reason, reconnect: true });
  return { kind: 'stop', reason };
}
