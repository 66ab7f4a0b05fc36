import type { Ctx } from '#plumbing/db';
import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import { networkOf, type Connected } from '#networks/contract';
import { changeChannel, takeChannel } from './channels.sql.ts';
import type { Switchboard } from './open-line.ts';
import { mayConnect, maySee } from './policy.ts';
import { keepSecret, keepSession } from './sealed.ts';

/**
 * Puts a new secret on a channel that exists: same account only, so that planned posts never change speaker unnoticed.
 * @throws Refusal `connect_other_account`
 */
export async function renewConnection(
  ctx: Ctx,
  house: Pick<Switchboard, 'seal' | 'networks'>,
  channelId: Id,
  answer: Connected,
): Promise<Id> {
  mayConnect(ctx.actor);
  const channel = await takeChannel(ctx, channelId, true);
  maySee(ctx.actor, channel.clientId);
  if (channel.state === 'removed') throw new Refusal('channel_closed', { status: 409, details: { name: channel.name } });
  const { identity, address } = answer;
  if (identity.networkUserId !== channel.networkUserId)
    throw new Refusal('connect_other_account', { status: 409, details: { expected: channel.handle, found: identity.handle } });
  await keepSecret(ctx, house.seal, channelId, answer.secret);
  await keepSession(ctx, house.seal, channelId, answer.session);
  await changeChannel(ctx, channelId, {
    address,
    handle: identity.handle,
    display_name: identity.displayName,
    profile_url: identity.profileUrl,
    facts: JSON.stringify(identity.facts),
    once_class: networkOf(house.networks, channel.network).onceClass({ address, facts: identity.facts }),
    state: channel.state === 'paused' ? 'paused' : 'connected',
    identity_at: ctx.now(),
    last_problem_code: null,
    last_problem_at: null,
  });
  await ctx.tell({ name: 'channels.reconnected', about: { channelId } });
  return channelId;
}
