import type { Ctx } from '#plumbing/db';
import { notFound } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import type { NetworkName, OnceClass } from '#networks/contract';
import type { ChannelState, ChannelView } from './shapes.ts';

interface ChannelRow {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  network: string;
  name: string;
  address: string;
  network_user_id: string;
  handle: string;
  display_name: string;
  profile_url: string | null;
  facts: unknown;
  once_class: string;
  quiet_ms: number;
  state: string;
  connected_at: Date;
  identity_at: Date;
  last_success_at: Date | null;
  last_problem_code: string | null;
  last_problem_at: Date | null;
}

export interface SealedRow {
  sealed: Buffer;
  key_id: number;
}

export type Tables = {
  'channels.channel': ChannelRow;
  'channels.secret': SealedRow & { workspace_id: Id; channel_id: Id };
  'channels.session': {
    workspace_id: Id;
    channel_id: Id;
    sealed: Buffer | null;
    key_id: number | null;
    version: number;
    lease_token: string | null;
    lease_until: Date | null;
  };
  'channels.app': SealedRow & { workspace_id: Id; network: string; host: string; redirect_uri: string };
  'channels.authorization': SealedRow & {
    workspace_id: Id;
    state_hash: string;
    browser_hash: string;
    user_id: string;
    client_id: Id;
    channel_id: Id | null;
    network: string;
    name: string;
    address: string;
    host: string;
    redirect_uri: string;
    expires_at: Date;
  };
};

export const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();

export function viewOf(row: ChannelRow): ChannelView {
  return {
    id: row.id,
    clientId: row.client_id,
    network: row.network as NetworkName,
    name: row.name,
    address: row.address,
    networkUserId: row.network_user_id,
    handle: row.handle,
    displayName: row.display_name,
    profileUrl: row.profile_url,
    facts: row.facts as Record<string, unknown>,
    onceClass: row.once_class as OnceClass,
    quietMs: row.quiet_ms,
    state: row.state as ChannelState,
    connectedAt: row.connected_at,
    identityAt: row.identity_at,
    lastSuccessAt: row.last_success_at,
    problem: row.last_problem_code && row.last_problem_at ? { code: row.last_problem_code, at: row.last_problem_at } : null,
  };
}

/** @throws Refusal `not_found` */
export async function takeChannel(ctx: Ctx, channelId: Id, lock = false): Promise<ChannelView> {
  const one = tables(ctx)
    .selectFrom('channels.channel')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', channelId);
  const row = await (lock ? one.forUpdate() : one).executeTakeFirst();
  if (!row) throw notFound();
  return viewOf(row);
}

export const changeChannel = (ctx: Ctx, channelId: Id, change: Partial<Omit<ChannelRow, 'workspace_id' | 'id'>>) =>
  tables(ctx)
    .updateTable('channels.channel')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow();
