import type { Ctx } from '#plumbing/db';
import { hasRole } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { canPlan, mayWrite } from '../policy.ts';
import { readPost } from '../read-post.ts';
import type { TaskKind } from './kinds.ts';
import { selectTasks, selectToDo, type FoundTask, type ToDoRow } from './tasks.sql.ts';

export interface Task {
  id: Id;
  kind: TaskKind;
  note: string;
  due: string | null;
  to: string;
  by: string;
  done: { at: Date; by: string } | null;
}

/** Everybody's for those who give them; a creator sees their own. */
export async function listTasks(ctx: Ctx, postId: Id): Promise<Task[]> {
  const { clientId } = await readPost(ctx, postId);
  mayWrite(ctx, clientId);
  const rows = (await selectTasks(ctx, postId)).filter((row) => canPlan(ctx.actor, clientId) || isMine(ctx, row));
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, note: row.note, due: row.due, to: row.given_to_name, by: row.given_by_name },
    done: row.done_at && row.done_by_name !== null ? { at: row.done_at, by: row.done_by_name } : null,
  }));
}

/** Given to the person who asks. */
export const isMine = (ctx: Ctx, row: Pick<FoundTask, 'given_to'>): boolean =>
  ctx.actor.kind === 'person' && ctx.actor.userId === row.given_to;

/** What the person who asks has to do, for the clients they still work for. */
export async function listToDo(ctx: Ctx): Promise<ToDoRow[]> {
  const { actor } = ctx;
  if (actor.kind !== 'person' || !hasRole(actor, 'owner', 'manager', 'creator')) return [];
  return selectToDo(ctx, actor.userId, actor.clients);
}
