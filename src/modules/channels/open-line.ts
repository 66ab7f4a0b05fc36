import type { Clock } from '#plumbing/clock';
import type { Ctx, Store } from '#plumbing/db';
import { SealBroken } from '#plumbing/seal';
import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import type { Line, Networks } from '#networks/contract';
import { tables, takeChannel } from './channels.sql.ts';
import { mayOpenLine } from './policy.ts';
import { openJson, places, type Sealing } from './sealed.ts';
import { keepSessionOf } from './session-keeper.ts';

/** The pieces of the house this room needs where it speaks to networks outside a transaction. */
export interface Switchboard {
  store: Store;
  seal: Sealing;
  networks: Networks;
  clock: Clock;
}

/**
 * Opens a channel for speaking: its secrets in clear, in memory only.
 * @throws Refusal `channel_closed` when it is removed, `secret_unreadable` when this machine's keys do not open it.
 */
export async function openLine(ctx: Ctx, house: Pick<Switchboard, 'store' | 'seal' | 'clock'>, channelId: Id): Promise<Line> {
  mayOpenLine(ctx.actor);
  const channel = await takeChannel(ctx, channelId);
  const row = await tables(ctx)
    .selectFrom('channels.secret')
    .select('sealed')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  if (!row || channel.state === 'removed') throw new Refusal('channel_closed', { status: 409, details: { name: channel.name } });
  return {
    channelId,
    workspaceId: ctx.workspaceId,
    address: channel.address,
    networkUserId: channel.networkUserId,
    secret: openSecret(house.seal, ctx.workspaceId, channelId, row.sealed, channel.name),
    facts: channel.facts,
    session: keepSessionOf(house, ctx.workspaceId, channelId),
  };
}

function openSecret(seal: Sealing, workspaceId: Id, channelId: Id, sealed: Buffer, name: string): Record<string, string> {
  try {
    return openJson(seal, places.secret(workspaceId, channelId), sealed);
  } catch (error) {
    if (error instanceof SealBroken) throw new Refusal('secret_unreadable', { status: 409, details: { name }, cause: error });
    throw error;
  }
}
