import { redirect } from '@sveltejs/kit';
import { deletePost, restorePost } from '#modules/calendar';
import { listPeople } from '#modules/team';
import type { Ctx } from '#plumbing/db';
import { act, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { isId, type Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { dayAt } from '#words/spoken.ts';
import { movePost, takeBack } from '../../../../../wiring/plan-post.ts';
import { readAsked } from '#parts/calendar/asked.ts';
import { readCalendar } from './read-calendar.ts';
import { readPanel } from './read-panel.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(async () => {
    const zone = locals.member?.zone ?? 'UTC';
    const today = dayAt(locals.house.clock.now(), zone);
    const asked = readAsked(url.searchParams, today);
    const postId = url.searchParams.get('post') ?? '';
    return locals.work(async (ctx) => ({
      asked,
      today,
      zone,
      ...(await readCalendar(ctx, asked, { zone, today })),
      people: await readPeople(ctx),
      panel: isId(postId) ? await readPanel(ctx, postId, zone) : null,
    }));
  });

/** Whose posts can be asked for: everybody's for those who know everybody, else one's own. */
async function readPeople(ctx: Ctx): Promise<{ userId: Id; name: string }[]> {
  if (hasRole(ctx.actor, 'owner', 'manager')) return (await listPeople(ctx)).map(({ userId, name }) => ({ userId, name }));
  return ctx.actor.kind === 'person' ? [{ userId: ctx.actor.userId, name: ctx.actor.name }] : [];
}

const postOf = (form: FormData): string => {
  const id = String(form.get('post') ?? '');
  if (!isId(id)) throw invalid('post');
  return id;
};

/** Back to the same screen, with a notice that offers the way back. */
const back = (url: URL, notice: string, post: string): never => {
  const next = new URL(url);
  for (const name of [...next.searchParams.keys()].filter((one) => one.startsWith('/') || one === 'post')) next.searchParams.delete(name);
  next.searchParams.set('done', notice);
  next.searchParams.set('of', post);
  redirect(303, next.pathname + next.search);
};

export const actions: Actions = {
  move: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      const wall = `${String(form.get('day') ?? '')}T${String(form.get('hour') ?? '')}`;
      await event.locals.work((ctx) => movePost(ctx, id, { wall, zone: String(form.get('zone') ?? '') }));
      back(event.url, 'moved', id);
    }),
  takeBack: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await takeBack(event.locals.work, id);
      back(event.url, 'taken_back', id);
    }),
  remove: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await event.locals.work((ctx) => deletePost(ctx, id));
      back(event.url, 'deleted', id);
    }),
  restore: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await event.locals.work((ctx) => restorePost(ctx, id));
      back(event.url, 'restored', id);
    }),
};
