import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { forbidden, invalid, Refusal } from '#words/refusal.ts';
import { isPlainText } from '#words/plain-text.ts';
import { listCrew } from '../crew.ts';
import { isDay } from '../month.ts';
import { mayPlan } from '../policy.ts';
import { readPost } from '../read-post.ts';
import { TASK_KINDS } from './kinds.ts';
import { insertTask } from './tasks.sql.ts';

const MOST_SIGNS = 300;

export interface TaskToGive {
  kind: string;
  to: Id;
  due: string | null;
  note: string;
}

/** Owners and managers give; to anybody who works for the client. @throws Refusal `task_person`, `task_kind` */
export async function giveTask(ctx: Ctx, postId: Id, task: TaskToGive): Promise<Id> {
  const { clientId, deletedAt } = await readPost(ctx, postId);
  mayPlan(ctx, clientId);
  if (ctx.actor.kind !== 'person') throw forbidden();
  if (deletedAt) throw new Refusal('post_deleted', { status: 409 });
  const kind = TASK_KINDS.find((one) => one === task.kind);
  if (!kind) throw new Refusal('task_kind', { field: 'kind' });
  if (task.due !== null && !isDay(task.due)) throw invalid('due');
  if (task.note.length > MOST_SIGNS || !isPlainText(task.note)) throw invalid('note');
  const mate = (await listCrew(ctx, clientId)).find(({ userId }) => userId === task.to);
  if (!mate) throw new Refusal('task_person', { field: 'to' });
  const id = newId(ctx.now().getTime());
  await insertTask(ctx, {
    ...{ id, post_id: postId, kind, note: task.note.trim(), due: task.due, given_to: mate.userId, given_to_name: mate.name },
    ...{ given_by: ctx.actor.userId, given_by_name: ctx.actor.name, given_at: ctx.now() },
  });
  await ctx.tell({ name: 'calendar.task_given', about: { postId, taskId: id, clientId, userId: mate.userId, by: ctx.actor.userId } });
  return id;
}
