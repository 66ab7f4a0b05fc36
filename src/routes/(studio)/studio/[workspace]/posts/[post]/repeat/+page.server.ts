import { redirect } from '@sveltejs/kit';
import { AHEAD_DAYS, readPost, readRepeated, readRuleForm } from '#modules/calendar';
import { canWrite, firstLine, placeOf } from '#modules/calendar/shapes';
import { act, show } from '#plumbing/web';
import type { Ctx } from '#plumbing/db';
import { isId, type Id } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';
import { changeFollowing, repeatPost, stopRepeating } from '../../../../../../../wiring/repeat-post.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(() =>
    locals.work(async (ctx) => {
      const post = await readPost(ctx, idOf(params));
      if (post.deletedAt) throw notFound();
      if (!canWrite(ctx.actor, post.clientId)) throw forbidden();
      return {
        post: {
          id: post.id,
          name: firstLine(post.title, post.text),
          wish: post.plannedAt && post.wish,
          planned: post.plannedVersion !== null,
        },
        place: post.wish && placeOf(post.wish.wall.slice(0, 10)),
        ahead: AHEAD_DAYS,
        repeated: await readComing(ctx, post.id),
      };
    }),
  );

/** What a rule made and is still to come, with this post in its place. */
async function readComing(ctx: Ctx, postId: Id) {
  const found = await readRepeated(ctx, postId);
  if (!found) return null;
  const { recurrence, mine, all, without } = found;
  const coming = all.filter(({ deleted, plannedAt, day }) => !deleted && ((plannedAt && plannedAt > ctx.now()) || day === mine.day));
  return {
    ...{ rule: recurrence.rule, at: recurrence.at, zone: recurrence.zone, stopped: recurrence.stoppedAt !== null, without },
    coming: coming.map(({ postId: id, plannedAt, own }) => ({ id, at: plannedAt, own, here: id === postId })),
    following: coming.filter(({ day, own }) => day > mine.day && !own).length,
  };
}

function idOf(params: { post: string }): Id {
  if (!isId(params.post)) throw notFound();
  return params.post;
}

const back = (url: URL, done: string, count: number): never => redirect(303, `${url.pathname}?done=${done}&count=${count}`);

export const actions: Actions = {
  repeat: (event) =>
    act(event, async (form) => {
      const rule = readRuleForm(form);
      back(event.url, 'made', await event.locals.work((ctx) => repeatPost(ctx, idOf(event.params), rule)));
    }),
  follow: (event) =>
    act(event, async () => {
      back(event.url, 'followed', await event.locals.work((ctx) => changeFollowing(ctx, idOf(event.params))));
    }),
  stop: (event) =>
    act(event, async (form) => {
      const takeBack = form.get('takeBack') === 'on';
      back(event.url, 'stopped', await event.locals.work((ctx) => stopRepeating(ctx, idOf(event.params), { takeBack })));
    }),
};
