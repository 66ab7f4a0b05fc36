import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Change, Verdict } from './changes.ts';
import type { Field } from './writing.ts';

interface ChangeRow {
  workspace_id: Id;
  id: Id;
  user_id: Id;
  device_id: Id;
  kind: Change['kind'];
  asked: Buffer;
  verdict: Verdict;
  arrived_at: Date;
}

export interface ConflictRow {
  workspace_id: Id;
  id: Id;
  post_id: Id;
  field: Field;
  device_id: Id;
  ours: unknown;
  theirs: unknown;
  base: number | null;
  written_by: Id;
  written_by_name: string;
  arrived_at: Date;
  settled_at: Date | null;
  settled_by: Id | null;
  chosen: 'ours' | 'theirs' | null;
}

const tables = (ctx: Ctx) => ctx.db.withTables<{ 'offline.change': ChangeRow; 'offline.conflict': ConflictRow }>();
const json = <T>(value: unknown) => sql<T>`${JSON.stringify(value)}::jsonb`;

/** One arrival of a change at a time, until the transaction ends. @returns false while another one runs */
export async function takeTurn(ctx: Ctx, lock: bigint): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${lock}) as ours`.execute(ctx.db);
  return rows[0]?.ours === true;
}

export const findChange = (ctx: Ctx, id: Id) =>
  tables(ctx)
    .selectFrom('offline.change')
    .select(['user_id', 'asked', 'verdict'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();

export const insertChange = (ctx: Ctx, row: Omit<ChangeRow, 'workspace_id'>) =>
  tables(ctx)
    .insertInto('offline.change')
    .values({ ...row, workspace_id: ctx.workspaceId, verdict: json<Verdict>(row.verdict) })
    .execute();

export const deleteChangesBefore = (ctx: Ctx, instant: Date) =>
  tables(ctx).deleteFrom('offline.change').where('workspace_id', '=', ctx.workspaceId).where('arrived_at', '<', instant).execute();

const conflicts = (ctx: Ctx) => tables(ctx).selectFrom('offline.conflict').where('workspace_id', '=', ctx.workspaceId);

/** Open ones, the oldest first. @param postIds null: of every post */
export const selectOpen = (ctx: Ctx, postIds: readonly Id[] | null): Promise<ConflictRow[]> =>
  conflicts(ctx)
    .selectAll()
    .where('settled_at', 'is', null)
    .$if(postIds !== null, (query) => query.where(sql<boolean>`post_id = any(${[...postIds!]}::uuid[])`))
    .orderBy('id')
    .execute();

/** Locked, so that two people settling it follow each other. */
export const lockConflict = (ctx: Ctx, id: Id): Promise<ConflictRow | undefined> =>
  conflicts(ctx).selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

type Written = Pick<ConflictRow, 'ours' | 'theirs' | 'base' | 'arrived_at'>;
const written = ({ ours, theirs, base, arrived_at }: Written) => ({ ours: json(ours), theirs: json(theirs), base, arrived_at });

export const insertConflict = (ctx: Ctx, row: Omit<ConflictRow, 'workspace_id' | 'settled_at' | 'settled_by' | 'chosen'>) =>
  tables(ctx)
    .insertInto('offline.conflict')
    .values({ ...row, ...written(row), workspace_id: ctx.workspaceId, settled_at: null, settled_by: null, chosen: null })
    .execute();

export const changeConflict = (ctx: Ctx, id: Id, columns: Written) =>
  tables(ctx)
    .updateTable('offline.conflict')
    .set(written(columns))
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute();

export const closeConflict = (ctx: Ctx, id: Id, columns: Pick<ConflictRow, 'settled_at' | 'settled_by' | 'chosen'>) =>
  tables(ctx).updateTable('offline.conflict').set(columns).where('workspace_id', '=', ctx.workspaceId).where('id', '=', id).execute();
