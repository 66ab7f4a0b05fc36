import type { Ctx } from '#plumbing/db';
import type { Place } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { Endpoint, EventName } from './shapes.ts';

export interface EndpointRow {
  workspace_id: Id;
  id: Id;
  url: string;
  events: EventName[];
  sealed: Buffer;
  key_id: number;
  state: 'on' | 'off';
  off_reason: Endpoint['offReason'];
  failing_since: Date | null;
  created_at: Date;
  created_by: Id | null;
}

export interface DeliveryRow {
  workspace_id: Id;
  id: Id;
  endpoint_id: Id;
  fact_id: Id;
  publication_id: Id | null;
  post_id: Id | null;
  event: EventName;
  body: string;
  made_at: Date;
  state: 'waiting' | 'delivered' | 'given_up';
  tries: number;
  next_at: Date | null;
  delivered_at: Date | null;
}

export interface AttemptRow {
  workspace_id: Id;
  delivery_id: Id;
  n: number;
  tried_at: Date;
  status: number | null;
  code: string;
  excerpt: string;
  milliseconds: number;
}

export interface ReminderRow {
  workspace_id: Id;
  user_id: Id;
  channel_id: Id;
  minutes: number;
}

type Tables = {
  'notices.reminder': ReminderRow;
  'notices.endpoint': EndpointRow;
  'notices.delivery': DeliveryRow;
  'notices.attempt': AttemptRow;
};

/** Readable before a workspace is known. */
export type OutsideTables = {
  'notices.listener': { workspace_id: Id; read_until: Date };
};

export const tables = (ctx: Ctx) => ctx.db.withTables<Tables & OutsideTables>();

/** The row, locked. @throws Refusal `not_found` */
export async function takeEndpoint(ctx: Ctx, id: Id): Promise<EndpointRow> {
  const row = await tables(ctx).selectFrom('notices.endpoint').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** A receiver as lists show it; never its secret. */
export const endpointOf = (row: EndpointRow): Endpoint => ({
  ...{ id: row.id, url: row.url, events: row.events, state: row.state, offReason: row.off_reason },
  ...{ failingSince: row.failing_since, createdAt: row.created_at },
});

/** Where the secret of an endpoint rests. */
export const placeOf = (workspaceId: Id, id: Id): Place => ({ workspaceId, table: 'notices.endpoint', row: id, field: 'sealed' });
