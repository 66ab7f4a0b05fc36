import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';

interface RemarkRow {
  workspace_id: Id;
  id: Id;
  post_id: Id;
  text: string;
  mentions: Id[];
  written_by: Id;
  written_by_name: string;
  written_at: Date;
  changed_at: Date | null;
  deleted_at: Date | null;
}

type Tables = {
  'calendar.remark': RemarkRow;
  'calendar.remark_seen': { workspace_id: Id; post_id: Id; user_id: Id; seen_at: Date };
};
const db = (ctx: Ctx) => ctx.db.withTables<Tables>();
const remarks = (ctx: Ctx) => db(ctx).selectFrom('calendar.remark').where('workspace_id', '=', ctx.workspaceId);

export const insertRemark = (ctx: Ctx, row: Omit<RemarkRow, 'workspace_id' | 'changed_at' | 'deleted_at'>) =>
  db(ctx)
    .insertInto('calendar.remark')
    .values({ workspace_id: ctx.workspaceId, changed_at: null, deleted_at: null, ...row })
    .execute();

export const changeRemark = (ctx: Ctx, id: Id, columns: Partial<Omit<RemarkRow, 'workspace_id' | 'id'>>) =>
  db(ctx).updateTable('calendar.remark').set(columns).where('workspace_id', '=', ctx.workspaceId).where('id', '=', id).execute();

export const findRemark = (ctx: Ctx, id: Id) => remarks(ctx).where('id', '=', id).selectAll().forUpdate().executeTakeFirst();

/** The last of them, in the order they were said. */
export async function selectRemarks(ctx: Ctx, postId: Id, most: number) {
  return (await remarks(ctx).where('post_id', '=', postId).selectAll().orderBy('id', 'desc').limit(most).execute()).reverse();
}

export const selectSeenAt = async (ctx: Ctx, postId: Id, userId: Id): Promise<Date | null> =>
  (
    await db(ctx)
      .selectFrom('calendar.remark_seen')
      .select('seen_at')
      .where('workspace_id', '=', ctx.workspaceId)
      .where('post_id', '=', postId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
  )?.seen_at ?? null;

/** Seeing never goes back. */
export const writeSeen = (ctx: Ctx, postId: Id, userId: Id, seen_at: Date) =>
  db(ctx)
    .insertInto('calendar.remark_seen')
    .values({ workspace_id: ctx.workspaceId, post_id: postId, user_id: userId, seen_at })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'post_id', 'user_id'])
        .doUpdateSet({ seen_at: sql<Date>`greatest(remark_seen.seen_at, excluded.seen_at)` }),
    )
    .execute();

export interface UnseenRow {
  postId: Id;
  clientId: Id;
  count: number;
  lastId: Id;
  lastBy: string;
  lastText: string;
  lastAt: Date;
  /** Whether one of them speaks to this person by name. */
  toMe: boolean;
}

/** Posts with remarks of others since a person last looked, those that speak to them first. */
export async function selectUnseen(ctx: Ctx, asked: { userId: Id; clients: 'all' | readonly Id[]; since: Date }): Promise<UnseenRow[]> {
  const whose = asked.clients === 'all' ? sql`true` : sql`p.client_id = any(${[...asked.clients]}::uuid[])`;
  const { rows } = await sql<UnseenRow>`
    select p.id as "postId", p.client_id as "clientId", count(*)::int as count, bool_or(${asked.userId}::uuid = any(r.mentions)) as "toMe",
      (array_agg(r.id order by r.id desc))[1] as "lastId", (array_agg(r.written_by_name order by r.id desc))[1] as "lastBy",
      (array_agg(left(r.text, 200) order by r.id desc))[1] as "lastText", max(r.written_at) as "lastAt"
    from calendar.remark r
      join calendar.post p on p.workspace_id = r.workspace_id and p.id = r.post_id and p.deleted_at is null
      left join calendar.remark_seen s on s.workspace_id = r.workspace_id and s.post_id = r.post_id and s.user_id = ${asked.userId}
    where r.workspace_id = ${ctx.workspaceId} and r.written_at > ${asked.since} and r.written_by <> ${asked.userId}
      and r.deleted_at is null and (s.seen_at is null or r.written_at > s.seen_at) and ${whose}
    group by p.id, p.client_id order by "toMe" desc, "lastAt" desc limit 20`.execute(ctx.db);
  return rows;
}
