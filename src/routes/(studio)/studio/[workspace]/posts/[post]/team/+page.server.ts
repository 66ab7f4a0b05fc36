import { redirect } from '@sveltejs/kit';
import {
  correctRemark,
  deleteRemark,
  finish,
  giveTask,
  listCrew,
  listRemarks,
  listTasks,
  readPost,
  REMARKS_SHOWN,
  seeRemarks,
  takeTaskAway,
  writeRemark,
} from '#modules/calendar';
import { canPlan, firstLine } from '#modules/calendar/shapes';
import type { Ctx } from '#plumbing/db';
import { act, show } from '#plumbing/web';
import { isId, type Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { dayAt } from '#words/spoken.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(async () => {
    const postId = idOf(params.post);
    const now = locals.house.clock.now();
    return locals.work(async (ctx) => {
      const post = await readPost(ctx, postId);
      const remarks = await listRemarks(ctx, postId);
      return {
        postId,
        clientId: post.clientId,
        name: firstLine(post.title, post.text),
        today: dayAt(now, locals.member?.zone ?? 'UTC'),
        shownAt: now.toISOString(),
        remarks,
        older: remarks.length === REMARKS_SHOWN,
        tasks: await listTasks(ctx, postId),
        crew: (await listCrew(ctx, post.clientId)).map(({ userId, name }) => ({ userId, name })),
        mayGive: canPlan(ctx.actor, post.clientId) && post.deletedAt === null,
        me: ctx.actor.kind === 'person' ? ctx.actor.userId : '',
        done: url.searchParams.get('done'),
      };
    });
  });

function idOf(text: unknown): Id {
  if (typeof text !== 'string' || !isId(text)) throw notFound();
  return text;
}

/** Does it, then goes back to where it was asked: Today, or here. @param done what the notice says */
const doing = (done: string, work: (ctx: Ctx, postId: Id, form: FormData) => Promise<unknown>) => (event: RequestEvent) =>
  act(event, async (form) => {
    const postId = idOf(event.params.post);
    await event.locals.work((ctx) => work(ctx, postId, form));
    const studio = `/studio/${event.params.workspace}`;
    redirect(303, form.get('from') === 'today' ? `${studio}?done=${done}` : `${studio}/posts/${postId}/team?done=${done}`);
  });

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
  remark: doing('remark', (ctx, postId, form) => writeRemark(ctx, postId, text(form, 'text'))),
  correct: doing('remark_changed', (ctx, postId, form) => correctRemark(ctx, postId, idOf(form.get('remark')), text(form, 'text'))),
  erase: doing('remark_removed', (ctx, postId, form) => deleteRemark(ctx, postId, idOf(form.get('remark')))),
  seen: doing('seen', (ctx, postId, form) => {
    const upTo = new Date(text(form, 'upTo'));
    return seeRemarks(ctx, postId, Number.isNaN(upTo.getTime()) ? ctx.now() : upTo);
  }),
  give: doing('task_given', (ctx, postId, form) =>
    giveTask(ctx, postId, { kind: text(form, 'kind'), to: text(form, 'to'), due: text(form, 'due') || null, note: text(form, 'note') }),
  ),
  finish: doing('task_done', (ctx, postId, form) => finish(ctx, postId, idOf(form.get('task')), true)),
  reopen: doing('task_undone', (ctx, postId, form) => finish(ctx, postId, idOf(form.get('task')), false)),
  takeAway: doing('task_removed', (ctx, postId, form) => takeTaskAway(ctx, postId, idOf(form.get('task')))),
};
