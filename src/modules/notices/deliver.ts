import type { Clock } from '#plumbing/clock';
import type { Ctx, Doorbell, Store } from '#plumbing/db';
import { signedHeaders, type Http, type HttpResult } from '#plumbing/http';
import type { Seal } from '#plumbing/seal';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { nextTry, SWITCH_OFF_AFTER } from './backoff.ts';
import { placeOf, tables, type DeliveryRow, type EndpointRow } from './notices.sql.ts';

/** What delivering needs of the house. */
export interface Courier {
  store: Store;
  clock: Clock;
  http: Http;
  seal: Pick<Seal, 'open'>;
  ring: Doorbell;
  random?: () => number;
}

const WORKER: Actor = { kind: 'system', name: 'worker' };
const EXCERPT = 500;
/** The job library wakes by the database's clock, the hour was written by ours. */
const CLOCKS_APART_MS = 2_000;

/** Tries one delivery once. Woken twice, it looks whether it is still due; what fails is rung again later. */
export async function deliver(courier: Courier, workspaceId: Id, deliveryId: Id): Promise<void> {
  const { store, clock, http } = courier;
  const due = await store.inWorkspace(workspaceId, WORKER, (ctx) => readDue(ctx, deliveryId));
  if (!due) return;
  const { delivery, endpoint } = due;
  const secret = courier.seal.open(placeOf(workspaceId, endpoint.id), endpoint.sealed);
  const began = performance.now();
  const result = await http.send({
    method: 'POST',
    url: endpoint.url,
    headers: { 'content-type': 'application/json', ...signedHeaders(secret, delivery.id, clock.now(), delivery.body) },
    body: delivery.body,
    maxBytes: 64 * 1024,
  });
  const milliseconds = Math.round(performance.now() - began);
  await store.inWorkspace(workspaceId, WORKER, (ctx) => record(ctx, courier, deliveryId, result, milliseconds));
}

async function readDue(ctx: Ctx, id: Id): Promise<{ delivery: DeliveryRow; endpoint: EndpointRow } | null> {
  const delivery = await tables(ctx).selectFrom('notices.delivery').selectAll().where('id', '=', id).executeTakeFirst();
  if (delivery?.state !== 'waiting' || !delivery.next_at || delivery.next_at.getTime() > ctx.now().getTime() + CLOCKS_APART_MS) return null;
  const endpoint = await tables(ctx).selectFrom('notices.endpoint').selectAll().where('id', '=', delivery.endpoint_id).executeTakeFirst();
  return endpoint?.state === 'on' ? { delivery, endpoint } : null;
}

async function record(ctx: Ctx, courier: Courier, id: Id, result: HttpResult, milliseconds: number): Promise<void> {
  const delivery = await tables(ctx).selectFrom('notices.delivery').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!delivery) return; // removed meanwhile, with its endpoint
  const status = result.kind === 'answer' ? result.status : null;
  const code = result.kind === 'answer' ? `http_${result.status}` : result.code;
  const excerpt = result.kind === 'answer' ? Buffer.from(result.body).toString('utf8').slice(0, EXCERPT).replaceAll('\0', '') : '';
  const { n } = await tables(ctx)
    .selectFrom('notices.attempt')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('delivery_id', '=', id)
    .executeTakeFirstOrThrow();
  await tables(ctx)
    .insertInto('notices.attempt')
    .values({ workspace_id: ctx.workspaceId, delivery_id: id, n: n + 1, tried_at: ctx.now(), status, code, excerpt, milliseconds })
    .execute();
  if (status !== null && status >= 200 && status < 300) await settle(ctx, delivery);
  else await postpone(ctx, courier, delivery, status === 410);
}

async function settle(ctx: Ctx, delivery: DeliveryRow): Promise<void> {
  const done = { state: 'delivered', tries: delivery.tries + 1, next_at: null, delivered_at: ctx.now() } as const;
  await tables(ctx).updateTable('notices.delivery').set(done).where('id', '=', delivery.id).execute();
  const { endpoint_id } = delivery;
  await tables(ctx).updateTable('notices.endpoint').set({ failing_since: null }).where('id', '=', endpoint_id).execute();
}

/** 410 says that nobody will ever listen here again: the endpoint is switched off, and what waits for it waits for a person. */
async function postpone(ctx: Ctx, courier: Courier, delivery: DeliveryRow, gone: boolean): Promise<void> {
  const now = ctx.now();
  const tries = delivery.tries + 1;
  const next = nextTry(tries, now, courier.random ?? Math.random);
  const change = next ? ({ tries, next_at: next } as const) : ({ tries, next_at: null, state: 'given_up' } as const);
  await tables(ctx).updateTable('notices.delivery').set(change).where('id', '=', delivery.id).execute();
  const endpoint = await tables(ctx)
    .updateTable('notices.endpoint')
    .set((e) => ({ failing_since: e.fn.coalesce('failing_since', e.val(now)) }))
    .where('id', '=', delivery.endpoint_id)
    .returning(['failing_since', 'state'])
    .executeTakeFirstOrThrow();
  const failing = now.getTime() - endpoint.failing_since!.getTime() > SWITCH_OFF_AFTER;
  if (endpoint.state === 'on' && (gone || failing)) await switchOff(ctx, delivery.endpoint_id, gone ? 'gone' : 'failing');
  else if (next) await courier.ring(ctx.db, 'webhooks', { workspaceId: ctx.workspaceId, deliveryId: delivery.id }, next);
}

async function switchOff(ctx: Ctx, endpointId: Id, reason: 'gone' | 'failing'): Promise<void> {
  await tables(ctx).updateTable('notices.endpoint').set({ state: 'off', off_reason: reason }).where('id', '=', endpointId).execute();
  await ctx.tell({ name: 'notices.endpoint_stopped', about: { endpointId, reason } });
}
