import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { endpointOf, tables, type AttemptRow, type DeliveryRow } from './notices.sql.ts';
import { mayManage, mustManage } from './policy.ts';
import type { Delivery, Endpoint } from './shapes.ts';

/** Every receiver, oldest first; never a secret. */
export async function listEndpoints(ctx: Ctx): Promise<Endpoint[]> {
  mustManage(ctx.actor);
  const rows = await tables(ctx).selectFrom('notices.endpoint').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(endpointOf);
}

/** Receivers that were switched off by their own silence: said on Today to whoever can do something. */
export async function countStopped(ctx: Ctx): Promise<number> {
  if (!mayManage(ctx.actor)) return 0;
  const rows = await tables(ctx).selectFrom('notices.endpoint').select('id').where('off_reason', 'in', ['gone', 'failing']).execute();
  return rows.length;
}

export interface WhichDeliveries {
  limit: number;
  /** Of this receiver only. */
  endpointId?: Id;
  /** Older than this delivery. */
  before?: Id;
}

/** The log, newest first (ids begin with their time): each delivery with its last try. @throws Refusal `not_found` */
export async function listDeliveries(ctx: Ctx, { limit, endpointId, before }: WhichDeliveries): Promise<Delivery[]> {
  if (endpointId && !(await listEndpoints(ctx)).some((one) => one.id === endpointId)) throw notFound();
  mustManage(ctx.actor);
  type Shown = DeliveryRow & Partial<Pick<AttemptRow, 'tried_at' | 'status' | 'code' | 'excerpt'>>;
  const { rows } = await sql<Shown>`
    select d.*, a.tried_at, a.status, a.code, a.excerpt from notices.delivery d
    left join lateral (select * from notices.attempt t where t.delivery_id = d.id order by n desc limit 1) a on true
    where ${endpointId ? sql`d.endpoint_id = ${endpointId}` : sql`true`} and ${before ? sql`d.id < ${before}` : sql`true`}
    order by d.id desc limit ${limit}`.execute(ctx.db);
  return rows.map((row) => ({
    ...{
      id: row.id as Id,
      endpointId: row.endpoint_id,
      publicationId: row.publication_id,
      postId: row.post_id,
      event: row.event,
      madeAt: row.made_at,
    },
    ...{ state: row.state, tries: row.tries, nextAt: row.next_at, deliveredAt: row.delivered_at },
    last: row.tried_at ? { at: row.tried_at, status: row.status ?? null, code: row.code!, excerpt: row.excerpt! } : null,
  }));
}
