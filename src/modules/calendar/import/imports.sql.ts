import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { ImportRow } from './columns.ts';
import type { Known, JudgedRow } from './judge-rows.ts';

interface ImportColumns {
  workspace_id: Id;
  id: Id;
  file_name: string;
  rows: ImportRow[];
  created_by: Id;
  created_at: Date;
  undone_at: Date | null;
}
interface MadeColumns {
  workspace_id: Id;
  import_id: Id;
  post_id: Id;
  version: number;
  planned_at: Date | null;
}
type Tables = { 'calendar.import': ImportColumns; 'calendar.import_post': MadeColumns };
const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();
const json = (rows: readonly ImportRow[]) => sql<ImportRow[]>`${JSON.stringify(rows)}::jsonb`;

export const insertImport = (ctx: Ctx, row: { id: Id; fileName: string; rows: readonly ImportRow[]; by: Id }) =>
  tables(ctx)
    .insertInto('calendar.import')
    .values({
      ...{ workspace_id: ctx.workspaceId, id: row.id, file_name: row.fileName, rows: json(row.rows) },
      ...{ created_by: row.by, created_at: ctx.now(), undone_at: null },
    })
    .execute();

/** Locked until the transaction ends: pressed twice, an import makes its posts once. */
export const lockImport = (ctx: Ctx, id: Id): Promise<ImportColumns | undefined> =>
  tables(ctx)
    .selectFrom('calendar.import')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const changeImport = (ctx: Ctx, id: Id, change: { rows: readonly ImportRow[] } | { undone_at: Date }) =>
  tables(ctx)
    .updateTable('calendar.import')
    .set('rows' in change ? { rows: json(change.rows) } : change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute();

export interface NewlyMade {
  postId: Id;
  version: number;
  plannedAt: Date | null;
}

export async function insertMade(ctx: Ctx, importId: Id, made: readonly NewlyMade[]): Promise<void> {
  const rows = made.map(({ postId, version, plannedAt }) => ({
    ...{ workspace_id: ctx.workspaceId, import_id: importId, post_id: postId, version, planned_at: plannedAt },
  }));
  if (rows.length > 0) await tables(ctx).insertInto('calendar.import_post').values(rows).execute();
}

export interface Made {
  postId: Id;
  /** Somebody wrote in it or moved it since. */
  changed: boolean;
  deleted: boolean;
  planned: boolean;
}

/** What an import made and what became of it, without the deleted unless asked. */
export async function selectMade(ctx: Ctx, importId: Id): Promise<Made[]> {
  const { rows } = await sql<Made>`
    select m.post_id as "postId", p.deleted_at is not null as deleted, p.planned_version is not null as planned,
      p.version <> m.version or p.planned_at is distinct from m.planned_at as changed
    from calendar.import_post m join calendar.post p on p.workspace_id = m.workspace_id and p.id = m.post_id
    where m.workspace_id = ${ctx.workspaceId} and m.import_id = ${importId} order by m.post_id`.execute(ctx.db);
  return rows;
}

export interface ImportLine {
  id: Id;
  fileName: string;
  createdAt: Date;
  /** Rows that are no posts yet. */
  waiting: number;
  made: number;
  undone: boolean;
}

export async function selectImports(ctx: Ctx, by: Id): Promise<ImportLine[]> {
  const { rows } = await sql<ImportLine>`
    select i.id, i.file_name as "fileName", i.created_at as "createdAt", jsonb_array_length(i.rows)::int as waiting,
      (select count(*)::int from calendar.import_post m where m.workspace_id = i.workspace_id and m.import_id = i.id) as made,
      i.undone_at is not null as undone
    from calendar.import i where i.workspace_id = ${ctx.workspaceId} and i.created_by = ${by}
    order by i.id desc limit 10`.execute(ctx.db);
  return rows;
}

/** The posts in the calendar at the moments of these rows, and those without a date, of their clients. */
export async function selectKnown(ctx: Ctx, rows: readonly JudgedRow[]): Promise<Known[]> {
  const posts = rows.flatMap(({ post }) => post ?? []);
  if (posts.length === 0) return [];
  const clients = [...new Set(posts.map(({ clientId }) => clientId))];
  const instants = [...new Set(posts.flatMap(({ instant }) => instant ?? []))];
  const undated = posts.some(({ instant }) => instant === null);
  const { rows: known } = await sql<Known>`
    select p.client_id as "clientId", p.planned_at as instant, p.text from calendar.post p
    where p.workspace_id = ${ctx.workspaceId} and p.deleted_at is null and p.client_id = any(${clients}::uuid[])
      and (p.planned_at = any(${instants}::timestamptz[]) or (${undated} and p.planned_at is null))`.execute(ctx.db);
  return known;
}

/** Imports that became nothing, a day later. */
export const deleteOld = (ctx: Ctx, before: Date) =>
  sql`delete from calendar.import i where i.workspace_id = ${ctx.workspaceId} and i.created_at < ${before}
    and not exists (select 1 from calendar.import_post m where m.workspace_id = i.workspace_id and m.import_id = i.id)`.execute(ctx.db);

/** The rows of the others are forgotten with them; what they made can still be taken back. */
export const emptyOld = (ctx: Ctx, before: Date) =>
  sql`update calendar.import set rows = '[]' where workspace_id = ${ctx.workspaceId} and created_at < ${before} and rows <> '[]'`.execute(
    ctx.db,
  );
