import type { Ctx } from '#plumbing/db';
import { Refusal } from '#words/refusal.ts';
import { newId, type Id } from '#words/ids.ts';
import type { Identity, NetworkName, OnceClass, Session } from '#networks/contract';
import { tables } from './channels.sql.ts';
import { mayAdd, maySee } from './policy.ts';
import { keepSecret, keepSession, type Sealing } from './sealed.ts';

export interface NewChannel {
  clientId: Id;
  network: NetworkName;
  /** What people call it; the handle when empty. */
  name: string;
  address: string;
  identity: Identity;
  secret: Readonly<Record<string, string>>;
  session: Session | null;
  onceClass: OnceClass;
  quietMs: number;
}

/** Writes a connected account down. The network was already asked who it is (connect-channel.ts). @returns the channel's id */
export async function addChannel(ctx: Ctx, seal: Sealing, channel: NewChannel): Promise<Id> {
  mayAdd(ctx.actor, channel.secret);
  maySee(ctx.actor, channel.clientId);
  await refuseSecondChannelOfOneAccount(ctx, channel);
  const id = newId(ctx.now().getTime());
  const now = ctx.now();
  await tables(ctx)
    .insertInto('channels.channel')
    .values({
      workspace_id: ctx.workspaceId,
      id,
      client_id: channel.clientId,
      network: channel.network,
      name: channel.name || channel.identity.handle,
      address: channel.address,
      network_user_id: channel.identity.networkUserId,
      handle: channel.identity.handle,
      display_name: channel.identity.displayName,
      profile_url: channel.identity.profileUrl,
      facts: JSON.stringify(channel.identity.facts),
      once_class: channel.onceClass,
      quiet_ms: channel.quietMs,
      state: 'connected',
      connected_at: now,
      identity_at: now,
      last_success_at: null,
      last_problem_code: null,
      last_problem_at: null,
    })
    .execute();
  // Posted by hand: there is nothing to open, and nobody shall find a line there.
  if (channel.onceClass !== 'H') await keepSecret(ctx, seal, id, channel.secret);
  if (channel.session) await keepSession(ctx, seal, id, channel.session);
  await ctx.tell({ name: 'channels.connected', about: { channelId: id, network: channel.network } });
  return id;
}

/** Two channels on one account would make the same post leave twice. */
async function refuseSecondChannelOfOneAccount(ctx: Ctx, channel: NewChannel): Promise<void> {
  const twin = await tables(ctx)
    .selectFrom('channels.channel')
    .select('name')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('network', '=', channel.network)
    .where('address', '=', channel.address)
    .where('network_user_id', '=', channel.identity.networkUserId)
    .where('state', '!=', 'removed')
    .executeTakeFirst();
  if (twin) throw new Refusal('channel_exists', { status: 409, details: { name: twin.name } });
}
