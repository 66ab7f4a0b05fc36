import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables } from './publications.sql.ts';
import { startAt } from './times.ts';
import { transition } from './transition.ts';

/**
 * A channel is back (resumed, reconnected): what was held for it and is still in time leaves by itself. What is late stays held: a person
 * decides. Called by the worker when the channels' room tells it.
 */
export async function releaseChannel(ctx: Ctx, channelId: Id): Promise<Id[]> {
  const held = await tables(ctx)
    .selectFrom('publishing.publication')
    .select(['id', 'not_before'])
    .where('channel_id', '=', channelId)
    .where('state', '=', 'HELD')
    .where('reason', 'in', ['channel_paused', 'channel_disconnected'])
    .where('not_after', '>', ctx.now())
    .execute();
  for (const row of held) await transition(ctx, row.id, 'release', { nextAt: startAt(ctx, row.not_before) });
  return held.map((row) => row.id);
}
