import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Card } from '../cards/card.ts';
import type { State, Version } from './state.ts';

interface VersionRow {
  workspace_id: Id;
  post_id: Id;
  n: number;
  version: number;
  state: State;
  written_by: Id | null;
  written_at: Date;
}

const table = (ctx: Ctx) =>
  ctx.db.withTables<{ 'calendar.version': VersionRow }>().selectFrom('calendar.version').where('workspace_id', '=', ctx.workspaceId);

/** The cards kept for the addresses that the texts of a post p hold. */
const shownCards = sql<Card[]>`coalesce((
  select jsonb_agg(jsonb_build_object('url', c.url, 'title', c.title, 'description', c.description, 'mediaId', c.media_id) order by c.url)
  from calendar.link_card c
  where c.workspace_id = p.workspace_id and c.client_id = p.client_id and (strpos(p.text, c.url) > 0
    or exists (select 1 from calendar.variant v where v.workspace_id = p.workspace_id and v.post_id = p.id and strpos(v.text, c.url) > 0))), '[]')`;

export async function selectShownCards(ctx: Ctx, postId: Id): Promise<Card[]> {
  const { rows } = await sql<{ cards: Card[] }>`select ${shownCards} as cards from calendar.post p
    where p.workspace_id = ${ctx.workspaceId} and p.id = ${postId}`.execute(ctx.db);
  return rows[0]?.cards ?? [];
}

/** When the state that stands is no mere step on the way to the next one. */
export interface Worth {
  /** Kept whatever stands. */
  always: boolean;
  author: Id | null;
  /** A state older than this was left for good. */
  leftBefore: Date;
  /** Somebody who writes on since then is due a version anyway. */
  keptBefore: Date;
}

/**
 * Copies the post as it stands, in one statement, its row locked by the caller; nothing is copied when it is not worth it.
 * @returns the number of the version it became; null when nothing was copied
 */
export async function keepStanding(ctx: Ctx, postId: Id, worth: Worth): Promise<number | null> {
  const { rows } = await sql<{ n: number }>`
    insert into calendar.version (workspace_id, post_id, n, version, state, written_by, written_at)
    select p.workspace_id, p.id,
      1 + coalesce((select max(v.n) from calendar.version v where v.workspace_id = p.workspace_id and v.post_id = p.id), 0),
      p.version, jsonb_build_object(
        'title', p.title, 'text', p.text, 'pillarId', p.pillar_id, 'ratios', p.ratios,
        'late', p.late_policy, 'lateMinutes', p.late_minutes, 'cards', ${shownCards},
        'wish', case when p.wall_time is not null then jsonb_build_object('wall', p.wall_time, 'zone', p.zone) end,
        'mediaIds', coalesce((select jsonb_agg(m.media_id order by m.place) from calendar.post_media m
          where m.workspace_id = p.workspace_id and m.post_id = p.id), '[]'),
        'variants', coalesce((select jsonb_agg(jsonb_build_object('channelId', v.channel_id, 'text', v.text, 'title', v.title,
            'thread', v.thread, 'mediaIds', v.media_ids) order by v.place) from calendar.variant v
          where v.workspace_id = p.workspace_id and v.post_id = p.id), '[]')),
      p.changed_by, p.changed_at
    from calendar.post p
    where p.workspace_id = ${ctx.workspaceId} and p.id = ${postId}
      and (${worth.always}::boolean or p.changed_by is distinct from ${worth.author}::uuid or p.changed_at <= ${worth.leftBefore}::timestamptz
        or p.planned_version = p.version
        or coalesce((select max(v.written_at) from calendar.version v where v.workspace_id = p.workspace_id and v.post_id = p.id),
          p.created_at) <= ${worth.keptBefore}::timestamptz)
    returning n`.execute(ctx.db);
  return rows[0]?.n ?? null;
}

/** The last kept first. */
export async function selectVersions(ctx: Ctx, postId: Id, page: { skip: number; most: number }): Promise<Version[]> {
  const rows = await table(ctx).where('post_id', '=', postId).selectAll().orderBy('n', 'desc').offset(page.skip).limit(page.most).execute();
  return rows.map(toVersion);
}

export async function findVersion(ctx: Ctx, postId: Id, n: number): Promise<Version | undefined> {
  const row = await table(ctx).where('post_id', '=', postId).where('n', '=', n).selectAll().executeTakeFirst();
  return row && toVersion(row);
}

const toVersion = (row: VersionRow): Version => ({
  ...{ n: row.n, version: row.version, state: row.state },
  ...{ writtenBy: row.written_by, writtenAt: row.written_at },
});
