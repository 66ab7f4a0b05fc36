import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Day } from '../month.ts';
import type { Content, LatePolicy, Ratios } from '../shapes.ts';
import type { Rule } from './rule.ts';

/** What a rule says each time: the post it was made from, or the one it was last brought up to. */
export interface Said extends Content {
  pillarId: Id | null;
  ratios: Ratios;
  late: LatePolicy;
  lateMinutes: number;
}

interface RecurrenceRow {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  rule: Rule;
  first_day: Day;
  at: string;
  zone: string;
  planned: boolean;
  content: Said;
  created_by: Id | null;
  created_at: Date;
  stopped_at: Date | null;
}
interface OccurrenceRow {
  workspace_id: Id;
  recurrence_id: Id;
  day: Day;
  post_id: Id;
  version: number;
  planned_at: Date | null;
}
type Tables = { 'calendar.recurrence': RecurrenceRow; 'calendar.occurrence': OccurrenceRow };
const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();
const json = <T>(value: T) => sql<T>`${JSON.stringify(value)}::jsonb`;

export interface Recurrence {
  id: Id;
  clientId: Id;
  rule: Rule;
  firstDay: Day;
  /** `09:30`, by the clock of `zone`. */
  at: string;
  zone: string;
  planned: boolean;
  said: Said;
  stoppedAt: Date | null;
}

const toRecurrence = (row: RecurrenceRow): Recurrence => ({
  ...{ id: row.id, clientId: row.client_id, rule: row.rule, firstDay: row.first_day, at: row.at, zone: row.zone },
  ...{ planned: row.planned, said: row.content, stoppedAt: row.stopped_at },
});

export const insertRecurrence = (ctx: Ctx, made: Omit<Recurrence, 'stoppedAt'>, by: Id | null) =>
  tables(ctx)
    .insertInto('calendar.recurrence')
    .values({
      ...{ workspace_id: ctx.workspaceId, id: made.id, client_id: made.clientId, rule: json(made.rule), first_day: made.firstDay },
      ...{ at: made.at, zone: made.zone, planned: made.planned, content: json(made.said) },
      ...{ created_by: by, created_at: ctx.now(), stopped_at: null },
    })
    .execute();

/** Locked until the transaction ends: two who fill it follow each other. */
export async function lockRecurrence(ctx: Ctx, id: Id): Promise<Recurrence | undefined> {
  const row = await tables(ctx)
    .selectFrom('calendar.recurrence')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toRecurrence(row);
}

export const changeRecurrence = (
  ctx: Ctx,
  id: Id,
  change: { said?: Said; at?: string; zone?: string; planned?: boolean; stoppedAt?: Date },
) =>
  tables(ctx)
    .updateTable('calendar.recurrence')
    .set({
      ...(change.said && { content: json(change.said) }),
      ...(change.at && { at: change.at }),
      ...(change.zone && { zone: change.zone }),
      ...(change.planned !== undefined && { planned: change.planned }),
      ...(change.stoppedAt && { stopped_at: change.stoppedAt }),
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute();

export interface Occurrence {
  recurrenceId: Id;
  day: Day;
  postId: Id;
  /** Somebody wrote in it or gave it another moment: it is theirs. */
  own: boolean;
  deleted: boolean;
  planned: boolean;
  plannedAt: Date | null;
}

/** All occurrences of a rule by their day, or the one of a post. */
export async function selectOccurrences(ctx: Ctx, of: { recurrenceId: Id } | { postId: Id }): Promise<Occurrence[]> {
  const which = 'postId' in of ? sql`o.post_id = ${of.postId}` : sql`o.recurrence_id = ${of.recurrenceId}`;
  const { rows } = await sql<Occurrence>`
    select o.recurrence_id as "recurrenceId", o.day, o.post_id as "postId", p.deleted_at is not null as deleted,
      p.version <> o.version or p.planned_at is distinct from o.planned_at as own,
      p.planned_version is not null as planned, p.planned_at as "plannedAt"
    from calendar.occurrence o join calendar.post p on p.workspace_id = o.workspace_id and p.id = o.post_id
    where o.workspace_id = ${ctx.workspaceId} and ${which} order by o.day`.execute(ctx.db);
  return rows;
}

/** That day of the rule is this post, as it stands now; another post never takes its place. */
export const noteOccurrence = (ctx: Ctx, recurrenceId: Id, day: Day, postId: Id) =>
  sql`insert into calendar.occurrence (workspace_id, recurrence_id, day, post_id, version, planned_at)
    select p.workspace_id, ${recurrenceId}, ${day}, p.id, p.version, p.planned_at from calendar.post p
    where p.workspace_id = ${ctx.workspaceId} and p.id = ${postId}
    on conflict (workspace_id, post_id) do update set version = excluded.version, planned_at = excluded.planned_at`.execute(ctx.db);

export const selectGoing = async (ctx: Ctx): Promise<Id[]> =>
  (
    await tables(ctx)
      .selectFrom('calendar.recurrence')
      .select('id')
      .where('workspace_id', '=', ctx.workspaceId)
      .where('stopped_at', 'is', null)
      .orderBy('id')
      .execute()
  ).map(({ id }) => id);
