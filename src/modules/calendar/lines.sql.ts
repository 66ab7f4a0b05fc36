import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables } from './posts.sql.ts';
import type { PostLine } from './shapes.ts';
import { firstLine } from './variants.ts';

export interface Span {
  from: Date;
  to: Date;
}

/** Whose posts are counted: `all`, or these clients'. */
export type Whose = 'all' | readonly Id[];

/** Which posts of a span: everything said must be true. */
export interface Narrow {
  whose: Whose;
  pillarId?: Id;
  /** By one of these accounts. */
  channelIds?: readonly Id[];
  /** Begun by this person, or with something left for them to do. */
  by?: Id;
  only?: readonly Id[];
  /** Handed to publishing, or not. */
  planned?: boolean;
}

const all = (ids: readonly Id[]) => sql`any(${[...ids]}::uuid[])`;

/** Of a table of posts called p. */
function fits(ctx: Ctx, narrow: Narrow) {
  const { whose, pillarId, channelIds, by, only, planned } = narrow;
  const conditions = [sql<boolean>`p.workspace_id = ${ctx.workspaceId} and p.deleted_at is null`];
  if (whose !== 'all') conditions.push(sql`p.client_id = ${all(whose)}`);
  if (pillarId !== undefined) conditions.push(sql`p.pillar_id = ${pillarId}`);
  if (by !== undefined)
    conditions.push(sql`(p.created_by = ${by} or exists (select 1 from calendar.task t
      where t.workspace_id = p.workspace_id and t.post_id = p.id and t.given_to = ${by} and t.done_at is null))`);
  if (only !== undefined) conditions.push(sql`p.id = ${all(only)}`);
  if (planned !== undefined) conditions.push(planned ? sql`p.planned_version is not null` : sql`p.planned_version is null`);
  if (channelIds !== undefined)
    conditions.push(sql`exists (select 1 from calendar.variant v
      where v.workspace_id = p.workspace_id and v.post_id = p.id and v.channel_id = ${all(channelIds)})`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** Of each span, how many posts it holds and the first of them: a full month costs what is shown of it, and counts read on an index. */
export async function firstOfSpans(
  ctx: Ctx,
  spans: readonly Span[],
  narrow: Narrow,
  most: number,
): Promise<{ count: number; ids: Id[] }[]> {
  const inside = sql`${fits(ctx, narrow)} and p.planned_at >= s.from_at and p.planned_at < s.to_at`;
  const { rows } = await sql<{ count: number; ids: Id[] }>`
    select (select count(*) from calendar.post p where ${inside}) as count,
      array(select p.id from calendar.post p where ${inside} order by p.planned_at, p.id limit ${most}) as ids
    from ${table(spans)} order by s.n`.execute(ctx.db);
  return rows;
}

/** The spans as a table s (from_at, to_at, n). */
export const table = (spans: readonly Span[]) =>
  sql`unnest(${spans.map((span) => span.from)}::timestamptz[], ${spans.map((span) => span.to)}::timestamptz[])
      with ordinality as s (from_at, to_at, n)`;

/** What a calendar cell needs: the beginning of the text is enough to name a post. */
const lines = (ctx: Ctx, narrow: Narrow) =>
  tables(ctx)
    .selectFrom('calendar.post as p')
    .where(fits(ctx, narrow))
    .select(['p.id', 'p.client_id', 'p.pillar_id', 'p.title', 'p.version', 'p.wall_time', 'p.zone', 'p.planned_at'])
    .select(['p.planned_version', 'p.changed_at', sql<string>`left(p.text, 400)`.as('beginning')])
    .select(
      sql<boolean>`exists (select 1 from calendar.occurrence o where o.workspace_id = p.workspace_id and o.post_id = p.id)`.as('repeats'),
    )
    .select(
      sql<
        Id[]
      >`array(select channel_id from calendar.variant v where v.workspace_id = p.workspace_id and v.post_id = p.id order by v.place)`.as(
        'channel_ids',
      ),
    );

type Line = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number];

const toLine = (row: Line): PostLine => ({
  id: row.id,
  clientId: row.client_id,
  pillarId: row.pillar_id,
  name: firstLine(row.title, row.beginning),
  version: row.version,
  wish: row.wall_time !== null && row.zone !== null ? { wall: row.wall_time, zone: row.zone } : null,
  plannedAt: row.planned_at,
  plannedVersion: row.planned_version,
  changedAt: row.changed_at,
  repeats: row.repeats,
  channelIds: row.channel_ids,
});

/** Posts whose hour lies in [from, to), in order. */
export async function linesBetween(ctx: Ctx, span: Span, narrow: Narrow, page: { skip: number; most: number }): Promise<PostLine[]> {
  const rows = await lines(ctx, narrow)
    .where('p.planned_at', '>=', span.from)
    .where('p.planned_at', '<', span.to)
    .orderBy('p.planned_at')
    .orderBy('p.id')
    .offset(page.skip)
    .limit(page.most)
    .execute();
  return rows.map(toLine);
}

/** The ids alone, however many: for a room that knows more of them. */
export async function idsBetween(ctx: Ctx, span: Span, narrow: Narrow): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select p.id from calendar.post p
    where ${fits(ctx, narrow)} and p.planned_at >= ${span.from} and p.planned_at < ${span.to}`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** Posts not handed to publishing, the last touched first. */
export async function draftLines(ctx: Ctx, filter: { clientId?: Id; limit: number }): Promise<PostLine[]> {
  const whose = filter.clientId === undefined ? 'all' : [filter.clientId];
  const rows = await lines(ctx, { whose, planned: false }).orderBy('p.changed_at', 'desc').limit(filter.limit).execute();
  return rows.map(toLine);
}

export async function linesOf(ctx: Ctx, ids: Id[]): Promise<PostLine[]> {
  if (ids.length === 0) return [];
  return (await lines(ctx, { whose: 'all', only: ids }).execute()).map(toLine);
}

/** Posts that show a media, as their own or in the variant of one channel, the last touched first. */
export async function linesShowing(ctx: Ctx, mediaId: Id): Promise<PostLine[]> {
  const rows = await lines(ctx, { whose: 'all' })
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('calendar.post_media as m').select('m.place').whereRef('m.post_id', '=', 'p.id').where('m.media_id', '=', mediaId),
        ),
        exists(
          selectFrom('calendar.variant as v')
            .select('v.place')
            .whereRef('v.post_id', '=', 'p.id')
            .where(sql<boolean>`${mediaId} = any(v.media_ids)`),
        ),
      ]),
    )
    .orderBy('p.changed_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(toLine);
}

/** A post to come, and one of the media it shows. */
export interface Ahead {
  mediaId: Id;
  postId: Id;
  clientId: Id;
  /** The day it leaves on, by the clock of its plan. */
  day: string;
  /** Handed to publishing. */
  planned: boolean;
}

/** Posts with an hour from `from` on that show one of these media, as their own or in the variant of one channel. */
export async function selectAhead(ctx: Ctx, mediaIds: readonly Id[], from: Date): Promise<Ahead[]> {
  const { rows } = await sql<Ahead>`
    with shows as (
      select post_id, media_id from calendar.post_media where workspace_id = ${ctx.workspaceId} and media_id = ${all(mediaIds)}
      union
      select post_id, media_id from calendar.variant, unnest(media_ids) as media_id
      where workspace_id = ${ctx.workspaceId} and media_ids && ${[...mediaIds]}::uuid[])
    select s.media_id as "mediaId", p.id as "postId", p.client_id as "clientId", left(p.wall_time, 10) as day,
      p.planned_version is not null as planned
    from shows s join calendar.post p on p.workspace_id = ${ctx.workspaceId} and p.id = s.post_id
    where p.deleted_at is null and p.planned_at >= ${from}`.execute(ctx.db);
  return rows;
}
