import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables, type PaceRow } from './publications.sql.ts';

/** What a channel's rhythm has been; an empty one when it never sent. */
export async function readPace(ctx: Ctx, channelId: Id): Promise<PaceRow> {
  const row = await tables(ctx).selectFrom('publishing.pace').selectAll().where('channel_id', '=', channelId).executeTakeFirst();
  return row ?? emptyPace(ctx, channelId);
}

export async function writePace(ctx: Ctx, channelId: Id, set: Partial<Omit<PaceRow, 'workspace_id' | 'channel_id'>>): Promise<void> {
  await tables(ctx)
    .insertInto('publishing.pace')
    .values({ ...emptyPace(ctx, channelId), ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id']).doUpdateSet(set))
    .execute();
}

const emptyPace = (ctx: Ctx, channelId: Id): PaceRow => ({
  workspace_id: ctx.workspaceId,
  channel_id: channelId,
  last_sent_at: null,
  blocked_until: null,
  quiet_ms: null,
});

/**
 * A post appeared later than the quiet period foresaw: it is lengthened for this channel, to twice what was seen and at most an hour.
 * Nothing in the code ever shortens it (a trigger).
 */
export async function raiseQuiet(ctx: Ctx, channelId: Id, seenLateMs: number): Promise<void> {
  await writePace(ctx, channelId, { quiet_ms: Math.min(3_600_000, Math.ceil(seenLateMs * 2)) });
}

/** True while a request of this channel has no verdict: its place is taken. */
export async function isSending(ctx: Ctx, channelId: Id, except: Id): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select 1 as n from publishing.publication
    where channel_id = ${channelId} and state = 'SENDING' and id <> ${except} limit 1`.execute(ctx.db);
  return rows.length > 0;
}

/** True while another post with the same words is being looked for on this channel: sending this one now would confuse the search. */
export async function hasTwinInDoubt(ctx: Ctx, channelId: Id, except: Id, text: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select 1 as n from publishing.publication
    where channel_id = ${channelId} and state = 'UNCERTAIN' and id <> ${except} and payload ->> 'text' = ${text} limit 1`.execute(ctx.db);
  return rows.length > 0;
}
