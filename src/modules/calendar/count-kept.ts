import { listChannels } from '#modules/channels';
import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { spanOf } from './day-span.ts';
import { table, type Span } from './lines.sql.ts';
import type { Day } from './month.ts';
import { mayRead } from './policy.ts';

export interface Kept {
  /** For each week asked for, posts by network: what is in the calendar, sent or not. */
  weeks: { monday: Day; posts: Record<string, number> }[];
  /** Posts of the days between `first` and `last`, by pillar; those without one under ''. */
  pillars: Record<Id | '', number>;
}

/** What the calendar of a client holds of what was promised. @param question.weeks days, Monday to Sunday */
export async function countKept(ctx: Ctx, question: { clientId: Id; weeks: Day[][]; first: Day; last: Day; zone: string }): Promise<Kept> {
  const { clientId, weeks, first, last, zone } = question;
  mayRead(ctx, clientId);
  const spans = weeks.map((week) => ({ from: spanOf(week[0]!, zone).from, to: spanOf(week.at(-1)!, zone).to }));
  const counted = await countByNetwork(ctx, clientId, spans);
  return {
    weeks: weeks.map(([monday], index) => ({
      monday: monday!,
      posts: Object.fromEntries(counted.filter((one) => one.week === index + 1).map(({ network, posts }) => [network, posts])),
    })),
    pillars: await countByPillar(ctx, clientId, { from: spanOf(first, zone).from, to: spanOf(last, zone).to }),
  };
}

/** A post by two accounts of one network counts once. */
async function countByNetwork(ctx: Ctx, clientId: Id, spans: Span[]): Promise<{ week: number; network: string; posts: number }[]> {
  const channels = await listChannels(ctx, { clientId, removed: true });
  const { rows } = await sql<{ week: number; network: string; posts: number }>`
    select s.n::int as week, c.network, count(distinct p.id)::int as posts
    from ${table(spans)}
    join calendar.post p on p.workspace_id = ${ctx.workspaceId} and p.deleted_at is null and p.client_id = ${clientId}
      and p.planned_at >= s.from_at and p.planned_at < s.to_at
    join calendar.variant v on v.workspace_id = p.workspace_id and v.post_id = p.id
    join unnest(${channels.map(({ id }) => id)}::uuid[], ${channels.map(({ network }) => network)}::text[]) as c (id, network)
      on c.id = v.channel_id
    group by 1, 2`.execute(ctx.db);
  return rows;
}

async function countByPillar(ctx: Ctx, clientId: Id, span: Span): Promise<Record<string, number>> {
  const { rows } = await sql<{ pillar: Id | null; posts: number }>`
    select p.pillar_id as pillar, count(*)::int as posts from calendar.post p
    where p.workspace_id = ${ctx.workspaceId} and p.deleted_at is null and p.client_id = ${clientId}
      and p.planned_at >= ${span.from} and p.planned_at < ${span.to}
    group by 1`.execute(ctx.db);
  return Object.fromEntries(rows.map(({ pillar, posts }) => [pillar ?? '', posts]));
}
