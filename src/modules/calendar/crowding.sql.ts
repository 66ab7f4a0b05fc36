import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { CLOSE_MINUTES, type Crowded } from './crowding.ts';

/**
 * Of these posts, those that have a neighbour too close on one account, each with its nearest; the neighbour may be on another page, of
 * another filter, or beyond what is shown of its day.
 */
export async function readCrowding(ctx: Ctx, ids: readonly Id[]): Promise<Map<Id, Crowded>> {
  if (ids.length === 0) return new Map();
  const close = sql`make_interval(mins => ${CLOSE_MINUTES})`;
  const { rows } = await sql<Crowded & { id: Id }>`
    select distinct on (p.id) p.id, v.channel_id as "channelId",
      floor(abs(extract(epoch from q.planned_at - p.planned_at)) / 60)::int as minutes
    from calendar.post p
    join calendar.post q on q.workspace_id = p.workspace_id and q.id <> p.id and q.deleted_at is null
      and q.planned_at > p.planned_at - ${close} and q.planned_at < p.planned_at + ${close}
    join calendar.variant v on v.workspace_id = p.workspace_id and v.post_id = p.id
    join calendar.variant w on w.workspace_id = q.workspace_id and w.post_id = q.id and w.channel_id = v.channel_id
    where p.workspace_id = ${ctx.workspaceId} and p.id = any(${[...ids]}::uuid[]) and p.planned_at is not null
    order by p.id, minutes, v.place`.execute(ctx.db);
  return new Map(rows.map(({ id, channelId, minutes }) => [id, { channelId, minutes }]));
}
