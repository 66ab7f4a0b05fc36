import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { CLOSE_MINUTES, type Crowded } from './crowding.ts';

/**
 * Of these posts, those that have a neighbour too close on one account, each with its nearest; the neighbour may be on another page, of
 * another filter, or beyond what is shown of its day. From each post the calendar is walked both ways up to the first neighbour: a crowded
 * month costs no more than another.
 */
export async function readCrowding(ctx: Ctx, ids: readonly Id[]): Promise<Map<Id, Crowded>> {
  if (ids.length === 0) return new Map();
  const close = sql`make_interval(mins => ${CLOSE_MINUTES})`;
  const shared = sql`from calendar.variant w where w.workspace_id = p.workspace_id and w.post_id = q.id and w.channel_id = any(p.channels)`;
  const others = sql`from calendar.post q where q.workspace_id = p.workspace_id and q.id <> p.id and q.deleted_at is null
      and exists (select 1 ${shared})`;
  const { rows } = await sql<Crowded & { id: Id }>`
    select p.id, nearest.* from unnest(${[...ids]}::uuid[]) as asked (id)
    cross join lateral (select p.workspace_id, p.id, p.planned_at, array(select v.channel_id from calendar.variant v
        where v.workspace_id = p.workspace_id and v.post_id = p.id order by v.place) as channels
      from calendar.post p where p.workspace_id = ${ctx.workspaceId} and p.id = asked.id and p.planned_at is not null limit 1) p
    cross join lateral (
      select (select w.channel_id ${shared} order by array_position(p.channels, w.channel_id) limit 1) as "channelId",
        floor(extract(epoch from q.apart) / 60)::int as minutes
      from (
        (select q.id, q.planned_at - p.planned_at as apart ${others}
          and q.planned_at >= p.planned_at and q.planned_at < p.planned_at + ${close} order by q.planned_at limit 1)
        union all
        (select q.id, p.planned_at - q.planned_at as apart ${others}
          and q.planned_at < p.planned_at and q.planned_at > p.planned_at - ${close} order by q.planned_at desc limit 1)
      ) q
      order by q.apart limit 1) nearest`.execute(ctx.db);
  return new Map(rows.map(({ id, channelId, minutes }) => [id, { channelId, minutes }]));
}
