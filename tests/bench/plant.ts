import type { Id } from '../../src/words/ids.ts';
import { plan } from './plan.ts';
import type { Stage } from './stage.ts';

/**
 * Fills the calendar: one post is planned as a person plans it, and the rest are copies of its rows with ids, words and hours of
 * their own, spread evenly between two instants. A hundred thousand planned one by one would take a quarter of an hour.
 */
export async function plant(stage: Stage, count: number, channelIds: readonly Id[], from: Date, to: Date): Promise<void> {
  const model = await plan(stage, 'Le marché ouvre à six heures : venez nombreux, les tissus sont arrivés.', channelIds, from);
  const step = (to.getTime() - from.getTime()) / count / 1000;
  const values = [model, count - 1, from, step];
  await stage.inside.steal('drop table if exists planted');
  await stage.inside.steal(
    `create unlogged table planted as
      select gen_random_uuid() as post_id, n, $3::timestamptz + make_interval(secs => n * $4::float8) as at from generate_series(1, $2::int) n where $1 <> ''`,
    values,
  );
  await stage.inside.steal(
    `insert into calendar.post select copy.* from calendar.post p cross join planted d cross join lateral jsonb_populate_record(p,
      jsonb_build_object('id', d.post_id, 'title', 'Annonce ' || d.n, 'planned_at', d.at,
        'wall_time', to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'))) copy where p.id = $1`,
    [model],
  );
  await stage.inside.steal(
    `insert into calendar.variant select copy.* from calendar.variant v cross join planted d cross join lateral jsonb_populate_record(v,
      jsonb_build_object('id', gen_random_uuid(), 'post_id', d.post_id)) copy where v.post_id = $1`,
    [model],
  );
  await stage.inside.steal(
    `insert into publishing.publication select copy.* from publishing.publication p cross join planted d cross join lateral jsonb_populate_record(p,
      jsonb_build_object('id', gen_random_uuid(), 'op_id', gen_random_uuid(), 'post_id', d.post_id, 'not_before', d.at,
        'not_after', d.at + interval '30 minutes')) copy where p.post_id = $1`,
    [model],
  );
  await stage.inside.steal(
    `insert into publishing.due (workspace_id, publication_id, channel_id, next_at)
     select p.workspace_id, p.id, p.channel_id, p.not_before from publishing.publication p join planted d using (post_id)`,
  );
  await stage.inside.steal('drop table planted');
  await stage.inside.steal('vacuum analyze');
  // What was planted at once is written out at once, not while pages are timed.
  await stage.inside.steal('checkpoint');
}

/** The first day of a month counted from this one. @param ahead 1: next month */
export function monthAhead(ahead: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
}

export const monthName = (first: Date): string => first.toISOString().slice(0, 7);
