import type { Actor } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import { networkOf, type NetworkName } from '#networks/contract';
import { tables } from './channels.sql.ts';
import { settleConnection } from './connect-channel.ts';
import type { Switchboard } from './open-line.ts';
import { mayConnect } from './policy.ts';
import { openJson, places } from './sealed.ts';
import { hashOf } from './start-authorization.ts';

export interface ReturnedPerson {
  /** As the network sent it back. */
  state: string;
  code: string;
  /** From the cookie of the browser that asked. */
  browserSecret: string;
}

/**
 * The person comes back with a code. Each authorization serves once, in the browser and for the person that asked.
 * Called outside a transaction. @returns the channel's id
 * @throws Refusal `connect_expired`, `connect_<code>`
 */
export async function finishAuthorization(
  house: Switchboard,
  workspaceId: Id,
  actor: Actor,
  back: ReturnedPerson,
  signal: AbortSignal,
): Promise<Id> {
  mayConnect(actor);
  const asked = await house.store.inWorkspace(workspaceId, actor, async (ctx) => {
    const stateHash = hashOf(back.state);
    const row = await tables(ctx)
      .deleteFrom('channels.authorization')
      .where('workspace_id', '=', workspaceId)
      .where('state_hash', '=', stateHash)
      .where('browser_hash', '=', hashOf(back.browserSecret))
      .where('user_id', '=', actor.kind === 'person' ? actor.userId : actor.name)
      .where('expires_at', '>', ctx.now())
      .returningAll()
      .executeTakeFirst();
    if (!row) return null;
    const { verifier } = openJson(house.seal, places.authorization(workspaceId, stateHash), row.sealed);
    const app = await tables(ctx)
      .selectFrom('channels.app')
      .select('sealed')
      .where('workspace_id', '=', workspaceId)
      .where('network', '=', row.network)
      .where('host', '=', row.host)
      .where('redirect_uri', '=', row.redirect_uri)
      .executeTakeFirstOrThrow();
    return {
      row,
      verifier: verifier!,
      app: openJson(house.seal, places.app(workspaceId, row.network, row.host, row.redirect_uri), app.sealed),
    };
  });
  if (!asked) throw new Refusal('connect_expired', { status: 410 });

  const { row, verifier, app } = asked;
  const network = row.network as NetworkName;
  const authorization = networkOf(house.networks, network).connection?.authorization;
  if (!authorization) throw new Refusal('connect_not_here', { status: 404 });
  const answer = await authorization.finish(
    { address: row.address, redirectUri: row.redirect_uri, code: back.code, verifier, app },
    signal,
  );
  return settleConnection(
    house,
    workspaceId,
    actor,
    { network, clientId: row.client_id, name: row.name, ...(row.channel_id ? { channelId: row.channel_id } : {}) },
    answer,
  );
}
