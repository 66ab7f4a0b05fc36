import type { Ctx } from '#plumbing/db';
import type { Place, Seal } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import { tables } from './channels.sql.ts';

/** Where each sealed value of this room rests; the seal is bound to it. */
export const places = {
  secret: (workspaceId: Id, channelId: Id): Place => ({ workspaceId, table: 'channels.secret', row: channelId, field: 'sealed' }),
  session: (workspaceId: Id, channelId: Id): Place => ({ workspaceId, table: 'channels.session', row: channelId, field: 'sealed' }),
  app: (workspaceId: Id, network: string, host: string, redirectUri: string): Place => ({
    workspaceId,
    table: 'channels.app',
    row: JSON.stringify([network, host, redirectUri]),
    field: 'sealed',
  }),
  authorization: (workspaceId: Id, stateHash: string): Place => ({
    workspaceId,
    table: 'channels.authorization',
    row: stateHash,
    field: 'sealed',
  }),
};

export type Sealing = Pick<Seal, 'seal' | 'open' | 'currentKeyId'>;

/** The first byte of a sealed value is its key. */
export const sealJson = (seal: Sealing, place: Place, value: object): { sealed: Buffer; key_id: number } => {
  const sealed = seal.seal(place, JSON.stringify(value));
  return { sealed, key_id: sealed[0]! };
};

export const openJson = (seal: Sealing, place: Place, sealed: Uint8Array): Record<string, string> =>
  JSON.parse(seal.open(place, sealed)) as Record<string, string>;

/** Puts the secret of a channel in place of the one before. */
export async function keepSecret(ctx: Ctx, seal: Sealing, channelId: Id, secret: Readonly<Record<string, string>>): Promise<void> {
  const sealed = sealJson(seal, places.secret(ctx.workspaceId, channelId), secret);
  await tables(ctx)
    .insertInto('channels.secret')
    .values({ workspace_id: ctx.workspaceId, channel_id: channelId, ...sealed })
    .onConflict((row) => row.columns(['workspace_id', 'channel_id']).doUpdateSet(sealed))
    .execute();
}

/** Puts a session in place of the one before; whoever was renewing the old one loses its lease. */
export async function keepSession(ctx: Ctx, seal: Sealing, channelId: Id, session: Readonly<Record<string, string>> | null): Promise<void> {
  const sealed = session ? sealJson(seal, places.session(ctx.workspaceId, channelId), session) : { sealed: null, key_id: null };
  await tables(ctx)
    .insertInto('channels.session')
    .values({ workspace_id: ctx.workspaceId, channel_id: channelId, version: 1, lease_token: null, lease_until: null, ...sealed })
    .onConflict((row) =>
      row.columns(['workspace_id', 'channel_id']).doUpdateSet((eb) => ({
        ...sealed,
        version: eb('channels.session.version', '+', 1),
        lease_token: null,
        lease_until: null,
      })),
    )
    .execute();
}
