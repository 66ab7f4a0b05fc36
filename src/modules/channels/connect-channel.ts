import type { Ctx } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import { networkOf, type Connected, type NetworkName, type NotConnected } from '#networks/contract';
import { addChannel } from './add-channel.ts';
import { mayConnect, maySee } from './policy.ts';
import { renewConnection } from './renew-connection.ts';
import type { Switchboard } from './open-line.ts';

export interface ConnectRequest {
  network: NetworkName;
  clientId: Id;
  name: string;
  /** The fields of the network's form, as typed. */
  form: Readonly<Record<string, string>>;
  /** The channel being connected again; absent for a new one. */
  channelId?: Id;
}

/** Whose account it is; a function finds or makes the client where the channel is written down, so that a refusal leaves neither. */
type ForClient = Id | ((ctx: Ctx) => Promise<Id>);

/**
 * Asks the network who this is, then writes the channel down with its secret sealed.
 * Called outside a transaction. @returns the channel's id
 * @throws Refusal `connect_<code>` in the network's own terms, `channel_exists`, `connect_other_account`
 */
export async function connectChannel(
  house: Switchboard,
  workspaceId: Id,
  actor: Actor,
  request: Omit<ConnectRequest, 'clientId'> & { clientId: ForClient },
  signal: AbortSignal,
): Promise<Id> {
  mayConnect(actor);
  if (typeof request.clientId === 'string') maySee(actor, request.clientId);
  const { connection } = networkOf(house.networks, request.network);
  if (!connection) throw new Refusal('connect_not_here', { status: 404 });
  return settleConnection(house, workspaceId, actor, request, await connection.connect(request.form, signal));
}

/** What follows every answer of a network, by form or by its own page of consent. */
export async function settleConnection(
  house: Switchboard,
  workspaceId: Id,
  actor: Actor,
  request: Omit<ConnectRequest, 'form' | 'clientId'> & { clientId: ForClient },
  answer: Connected | NotConnected,
): Promise<Id> {
  if (answer.kind === 'refused')
    throw new Refusal(`connect_${answer.code}`, {
      ...(answer.details ? { details: answer.details } : {}),
      ...(answer.field ? { field: answer.field } : {}),
    });
  const network = networkOf(house.networks, request.network);
  const { identity, address, secret, session } = answer;
  return house.store.inWorkspace(workspaceId, actor, async (ctx) => {
    if (request.channelId) return renewConnection(ctx, house, request.channelId, answer);
    return addChannel(ctx, house.seal, {
      clientId: typeof request.clientId === 'string' ? request.clientId : await request.clientId(ctx),
      network: request.network,
      name: request.name || answer.suggestedName || '',
      address,
      identity,
      secret,
      session,
      onceClass: network.onceClass({ address, facts: identity.facts }),
      quietMs: network.quietMs,
    });
  });
}
