import { redirect } from '@sveltejs/kit';
import { copyPost, deletePost, readPost, restorePost, savePost, shiftWish, takeNextSlot } from '#modules/calendar';
import { listPeople } from '#modules/team';
import { wishOf, type Wish } from '#modules/calendar/shapes';
import type { Ctx } from '#plumbing/db';
import { act, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { isId, type Id } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';
import { dayAt } from '#words/spoken.ts';
import { moveAnywhere } from '../../../../../wiring/move-anywhere.ts';
import { schedulePost, takeBack } from '../../../../../wiring/plan-post.ts';
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
    return locals.work(async (ctx) => {
      const [calendar, people, panel] = await Promise.all([
        readCalendar(ctx, asked, { zone, today }),
        readPeople(ctx),
        isId(postId) ? readPanel(ctx, postId, zone) : null,
      ]);
      return { asked, today, zone, ...calendar, people, panel };
    });
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

/** Back to the same screen, with a notice that offers the way back. @param was the day and hour before a move */
const back = (url: URL, notice: string, post: string, was: Wish | null = null): never => {
  const next = new URL(url);
  const passing = ['post', 'done', 'of', 'was'];
  for (const name of [...next.searchParams.keys()]) if (name.startsWith('/') || passing.includes(name)) next.searchParams.delete(name);
  const told = { done: notice, of: post, ...(was && { was: `${was.wall}@${was.zone}` }) };
  for (const [name, value] of Object.entries(told)) next.searchParams.set(name, value);
  redirect(303, next.pathname + next.search);
};

/** A day and an hour as the form says them. @throws Refusal `plan_needs_time` */
function wishIn(form: FormData): Wish {
  const wish = wishOf(String(form.get('day') ?? ''), String(form.get('hour') ?? ''), String(form.get('zone') ?? ''));
  if (!wish) throw new Refusal('plan_needs_time', { field: 'wall' });
  return wish;
}

export const actions: Actions = {
  move: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      const wish = wishIn(form);
      const was = await event.locals.work((ctx) => moveAnywhere(ctx, id, () => wish));
      back(event.url, form.has('undo') ? 'moved_back' : 'moved', id, form.has('undo') ? null : was);
    }),
  /** The same hour on another day: what dropping a post on a day means. */
  moveDay: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      const zone = event.locals.member?.zone ?? 'UTC';
      const day = String(form.get('day') ?? '');
      const was = await event.locals.work((ctx) => moveAnywhere(ctx, id, (post) => shiftWish(post, day, zone)));
      back(event.url, 'moved', id, was);
    }),
  /** An idea without a date takes the next free slot of its accounts. */
  slot: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await event.locals.work((ctx) => takeNextSlot(ctx, id));
      back(event.url, 'slotted', id);
    }),
  /** Back among the ideas without a date. */
  undate: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await event.locals.work((ctx) => savePost(ctx, { id, wish: null }));
      back(event.url, 'undated', id);
    }),
  copy: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      const wish = wishIn(form);
      const copied = await event.locals.work((ctx) => copyPost(ctx, id, wish));
      back(event.url, 'copied', copied.id);
    }),
  /** What was just taken back, again at the hour it had. */
  plan: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await event.locals.work(async (ctx) => {
        const { wish } = await readPost(ctx, id);
        if (!wish) throw new Refusal('plan_needs_time', { field: 'wall' });
        await schedulePost(ctx, id, wish);
      });
      back(event.url, 'planned', id);
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
