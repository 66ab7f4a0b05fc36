import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import { networkOf, type RegisteredApp } from '#networks/contract';
import { tables } from './channels.sql.ts';
import type { ConnectRequest } from './connect-channel.ts';
import type { Switchboard } from './open-line.ts';
import { mayConnect, maySee } from './policy.ts';
import { openJson, places, sealJson } from './sealed.ts';

/** A quarter of an hour to say yes on the network. */
const LASTS_MS = 15 * 60_000;

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

export interface StartedAuthorization {
  /** The network's page of consent. */
  url: string;
  host: string;
  /** Half of the proof, kept in the browser that asked (cookie); the other half travels in `state`. */
  browserSecret: string;
}

/**
 * Sends a person to a network to say yes: registers Palabre there when needed and remembers who asked.
 * Called outside a transaction. @param redirectUri where the network sends them back; on the public address of Palabre
 * @throws Refusal `connect_<code>`
 */
export async function startAuthorization(
  house: Switchboard,
  workspaceId: Id,
  actor: Actor,
  request: ConnectRequest & { redirectUri: string },
  signal: AbortSignal,
): Promise<StartedAuthorization> {
  mayConnect(actor);
  maySee(actor, request.clientId);
  const authorization = networkOf(house.networks, request.network).connection?.authorization;
  if (!authorization) throw new Refusal('connect_not_here', { status: 404 });
  const [state, verifier, browserSecret] = [token(), token(), token()] as const;
  const { redirectUri, network } = request;
  const started = await authorization.start(
    { form: request.form, redirectUri, state, verifier },
    (host) => knownApp(house, workspaceId, actor, network, host, redirectUri),
    signal,
  );
  if (started.kind === 'refused')
    throw new Refusal(`connect_${started.code}`, { details: started.details ?? {}, ...(started.field ? { field: started.field } : {}) });

  await house.store.inWorkspace(workspaceId, actor, async (ctx) => {
    const app = sealJson(house.seal, places.app(workspaceId, network, started.host, redirectUri), started.app);
    await tables(ctx)
      .insertInto('channels.app')
      .values({ workspace_id: workspaceId, network, host: started.host, redirect_uri: redirectUri, ...app })
      .onConflict((row) => row.columns(['workspace_id', 'network', 'host', 'redirect_uri']).doUpdateSet(app))
      .execute();
    const stateHash = hashOf(state);
    await tables(ctx)
      .deleteFrom('channels.authorization')
      .where('workspace_id', '=', workspaceId)
      .where('expires_at', '<', ctx.now())
      .execute();
    await tables(ctx)
      .insertInto('channels.authorization')
      .values({
        workspace_id: workspaceId,
        state_hash: stateHash,
        browser_hash: hashOf(browserSecret),
        user_id: actor.kind === 'person' ? actor.userId : actor.name,
        client_id: request.clientId,
        channel_id: request.channelId ?? null,
        network,
        name: request.name,
        address: started.address,
        host: started.host,
        redirect_uri: redirectUri,
        expires_at: new Date(ctx.now().getTime() + LASTS_MS),
        ...sealJson(house.seal, places.authorization(workspaceId, stateHash), { verifier, url: started.url }),
      })
      .execute();
  });
  return { url: started.url, host: started.host, browserSecret };
}

const token = (): string => randomBytes(32).toString('base64url');

function knownApp(
  house: Switchboard,
  workspaceId: Id,
  actor: Actor,
  network: string,
  host: string,
  redirectUri: string,
): Promise<RegisteredApp | null> {
  return house.store.inWorkspace(workspaceId, actor, async (ctx) => {
    const row = await tables(ctx)
      .selectFrom('channels.app')
      .select('sealed')
      .where('workspace_id', '=', workspaceId)
      .where('network', '=', network)
      .where('host', '=', host)
      .where('redirect_uri', '=', redirectUri)
      .executeTakeFirst();
    return row ? openJson(house.seal, places.app(workspaceId, network, host, redirectUri), row.sealed) : null;
  });
}
