import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';
import { canPlan, mayPlan, mayWrite } from '../policy.ts';
import { readPost } from '../read-post.ts';
import { isMine } from './list-tasks.ts';
import { deleteTask, findTask, finishTask, type FoundTask } from './tasks.sql.ts';

/** Whose it is, or who may give it: no other creator's. */
async function findOne(ctx: Ctx, postId: Id, id: Id): Promise<FoundTask> {
  const { clientId } = await readPost(ctx, postId);
  mayWrite(ctx, clientId);
  const found = await findTask(ctx, id);
  if (!found || found.post_id !== postId || (!canPlan(ctx.actor, clientId) && !isMine(ctx, found))) throw notFound();
  return found;
}

/** @param done false: it is to be done again */
export async function finish(ctx: Ctx, postId: Id, id: Id, done: boolean): Promise<void> {
  const found = await findOne(ctx, postId, id);
  if (ctx.actor.kind !== 'person') throw forbidden();
  if ((found.done_at !== null) === done) return;
  await finishTask(ctx, id, done ? { at: ctx.now(), by: ctx.actor.name } : null);
  await ctx.tell({ name: done ? 'calendar.task_done' : 'calendar.task_reopened', about: { postId, taskId: id } });
}

/** Only those who give take away. */
export async function takeTaskAway(ctx: Ctx, postId: Id, id: Id): Promise<void> {
  const { clientId } = await readPost(ctx, postId);
  mayPlan(ctx, clientId);
  await findOne(ctx, postId, id);
  await deleteTask(ctx, id);
  await ctx.tell({ name: 'calendar.task_taken_away', about: { postId, taskId: id } });
}
