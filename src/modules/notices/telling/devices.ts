import { createHash } from 'node:crypto';
import type { Ctx } from '#plumbing/db';
import type { Subscription } from '#plumbing/push';
import type { Seal } from '#plumbing/seal';
import { newId, type Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { mustBeTold } from '../policy.ts';
import type { Device } from './subjects.ts';
import { deviceAt, tables } from './telling.sql.ts';

const MOST = 10;
const hashOf = (endpoint: string): Buffer => createHash('sha256').update(endpoint).digest();

/**
 * This browser is told from now on; one that is known already is whoever's asks last: a browser belongs to who holds it.
 * @param name what it is called in a list. @throws Refusal `told_too_many_devices` (409)
 */
export async function addDevice(ctx: Ctx, seal: Pick<Seal, 'seal'>, subscription: Subscription, name: string): Promise<Id> {
  const { userId } = mustBeTold(ctx.actor);
  await removeDeviceAt(ctx, subscription.endpoint);
  const own = await tables(ctx).selectFrom('notices.device').select('id').where('user_id', '=', userId).execute();
  if (own.length >= MOST) throw new Refusal('told_too_many_devices', { status: 409, details: { most: MOST } });
  const id = newId(ctx.now().getTime());
  const sealed = seal.seal(deviceAt(ctx.workspaceId, id), JSON.stringify(subscription));
  await tables(ctx)
    .insertInto('notices.device')
    .values({
      ...{ workspace_id: ctx.workspaceId, id, user_id: userId, name, sealed, key_id: sealed[0]! },
      ...{ endpoint_hash: hashOf(subscription.endpoint), added_at: ctx.now() },
    })
    .execute();
  return id;
}

/** One of one's own. What is not there is not there any more. */
export async function removeDevice(ctx: Ctx, id: Id): Promise<void> {
  const { userId } = mustBeTold(ctx.actor);
  await tables(ctx).deleteFrom('notices.device').where('id', '=', id).where('user_id', '=', userId).execute();
}

/** A browser known by its own address, before another person takes it. One that signed out says it itself: its service answers 410. */
async function removeDeviceAt(ctx: Ctx, endpoint: string): Promise<void> {
  await tables(ctx).deleteFrom('notices.device').where('endpoint_hash', '=', hashOf(endpoint)).execute();
}

/** One's browsers, oldest first. */
export async function listDevices(ctx: Ctx): Promise<Device[]> {
  const { userId } = mustBeTold(ctx.actor);
  const rows = await tables(ctx)
    .selectFrom('notices.device')
    .select(['id', 'name', 'added_at'])
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, added_at: addedAt }) => ({ id, name, addedAt }));
}
