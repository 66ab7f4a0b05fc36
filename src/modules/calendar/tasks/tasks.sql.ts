import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { TaskKind } from './kinds.ts';

interface TaskRow {
  workspace_id: Id;
  id: Id;
  post_id: Id;
  kind: TaskKind;
  note: string;
  due: string | null;
  given_to: Id;
  given_to_name: string;
  given_by: Id;
  given_by_name: string;
  given_at: Date;
  done_at: Date | null;
  done_by_name: string | null;
}

const db = (ctx: Ctx) => ctx.db.withTables<{ 'calendar.task': TaskRow }>();

export const insertTask = (ctx: Ctx, row: Omit<TaskRow, 'workspace_id' | 'done_at' | 'done_by_name'>) =>
  db(ctx)
    .insertInto('calendar.task')
    .values({ workspace_id: ctx.workspaceId, done_at: null, done_by_name: null, ...row })
    .execute();

/** `date` as written: the driver would make an instant of it. */
const columns = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('calendar.task')
    .where('workspace_id', '=', ctx.workspaceId)
    .select([
      'id',
      'post_id',
      'kind',
      'note',
      'given_to',
      'given_to_name',
      'given_by',
      'given_by_name',
      'given_at',
      'done_at',
      'done_by_name',
    ])
    .select(sql<string | null>`due::text`.as('due'));

export type FoundTask = Awaited<ReturnType<ReturnType<typeof columns>['execute']>>[number];

export const findTask = (ctx: Ctx, id: Id) => columns(ctx).where('id', '=', id).forUpdate().executeTakeFirst();
export const selectTasks = (ctx: Ctx, postId: Id) => columns(ctx).where('post_id', '=', postId).orderBy('id').execute();

export const finishTask = (ctx: Ctx, id: Id, done: { at: Date; by: string } | null) =>
  db(ctx)
    .updateTable('calendar.task')
    .set({ done_at: done?.at ?? null, done_by_name: done?.by ?? null })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute();

export const deleteTask = (ctx: Ctx, id: Id) =>
  db(ctx).deleteFrom('calendar.task').where('workspace_id', '=', ctx.workspaceId).where('id', '=', id).execute();

export interface ToDoRow {
  id: Id;
  postId: Id;
  clientId: Id;
  kind: TaskKind;
  note: string;
  due: string | null;
  givenBy: string;
}

/** What one person has to do, what is due first at the top. */
export async function selectToDo(ctx: Ctx, userId: Id, clients: 'all' | readonly Id[]): Promise<ToDoRow[]> {
  const whose = clients === 'all' ? sql`true` : sql`p.client_id = any(${[...clients]}::uuid[])`;
  const { rows } = await sql<ToDoRow>`
    select t.id, t.post_id as "postId", p.client_id as "clientId", t.kind, t.note, t.due::text as due, t.given_by_name as "givenBy"
    from calendar.task t join calendar.post p on p.workspace_id = t.workspace_id and p.id = t.post_id and p.deleted_at is null
    where t.workspace_id = ${ctx.workspaceId} and t.given_to = ${userId} and t.done_at is null and ${whose}
    order by t.due nulls last, t.id limit 50`.execute(ctx.db);
  return rows;
}
