import { readChannel } from '#modules/channels';
import { isByHand } from '#modules/channels/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { hasRole } from '#words/actor.ts';
import { forbidden, Refusal } from '#words/refusal.ts';
import { tables } from './notices.sql.ts';

/**
 * A letter to this person before each post by hand of this account. @param minutes before; null: none any more
 * @throws Refusal `not_by_hand` (409) for an account Palabre sends on by itself
 */
export async function chooseReminder(ctx: Ctx, channelId: Id, minutes: number | null): Promise<void> {
  const channel = await readChannel(ctx, channelId);
  if (ctx.actor.kind !== 'person' || !hasRole(ctx.actor, 'owner', 'manager', 'creator')) throw forbidden();
  if (!isByHand(channel)) throw new Refusal('not_by_hand', { status: 409 });
  const { userId } = ctx.actor;
  if (minutes === null) {
    await tables(ctx).deleteFrom('notices.reminder').where('channel_id', '=', channelId).where('user_id', '=', userId).execute();
    return;
  }
  await tables(ctx)
    .insertInto('notices.reminder')
    .values({ workspace_id: ctx.workspaceId, user_id: userId, channel_id: channelId, minutes })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id', 'channel_id']).doUpdateSet({ minutes }))
    .execute();
}

/** Minutes before, as this person chose for this account; null when they are not written to. */
export async function readReminder(ctx: Ctx, channelId: Id): Promise<number | null> {
  if (ctx.actor.kind !== 'person') return null;
  const row = await tables(ctx)
    .selectFrom('notices.reminder')
    .select('minutes')
    .where('channel_id', '=', channelId)
    .where('user_id', '=', ctx.actor.userId)
    .executeTakeFirst();
  return row?.minutes ?? null;
}
