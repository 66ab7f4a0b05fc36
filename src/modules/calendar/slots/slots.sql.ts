import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Slot } from './week-of-slots.ts';

type Tables = { 'calendar.slot': { workspace_id: Id; channel_id: Id; weekday: number; at: string } };
const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();

export async function selectSlots(ctx: Ctx, channelIds: readonly Id[]): Promise<(Slot & { channelId: Id })[]> {
  if (channelIds.length === 0) return [];
  const rows = await tables(ctx)
    .selectFrom('calendar.slot')
    .select(['channel_id', 'weekday', 'at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel_id', 'in', [...channelIds])
    .orderBy('weekday')
    .orderBy('at')
    .execute();
  return rows.map(({ channel_id, weekday, at }) => ({ channelId: channel_id, weekday, at }));
}

export async function replaceSlots(ctx: Ctx, channelId: Id, slots: readonly Slot[]): Promise<void> {
  await tables(ctx).deleteFrom('calendar.slot').where('workspace_id', '=', ctx.workspaceId).where('channel_id', '=', channelId).execute();
  const rows = slots.map(({ weekday, at }) => ({ workspace_id: ctx.workspaceId, channel_id: channelId, weekday, at }));
  if (rows.length > 0) await tables(ctx).insertInto('calendar.slot').values(rows).execute();
}

/** When these accounts already speak, by another post. */
export async function takenBetween(
  ctx: Ctx,
  channelIds: readonly Id[],
  span: { from: Date; to: Date },
  except: Id,
): Promise<{ channelId: Id; at: Date }[]> {
  const { rows } = await sql<{ channelId: Id; at: Date }>`
    select v.channel_id as "channelId", p.planned_at as at
    from calendar.post p join calendar.variant v on v.workspace_id = p.workspace_id and v.post_id = p.id
    where p.workspace_id = ${ctx.workspaceId} and p.deleted_at is null and p.id <> ${except}
      and p.planned_at >= ${span.from} and p.planned_at < ${span.to} and v.channel_id = any(${[...channelIds]}::uuid[])`.execute(ctx.db);
  return rows;
}
