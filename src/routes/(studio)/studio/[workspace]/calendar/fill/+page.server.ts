import { redirect } from '@sveltejs/kit';
import { fillSlots, proposeSlots, readLines, undoFill } from '#modules/calendar';
import { act, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { isId, type Id } from '#words/ids.ts';
import { forbidden, invalid } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many as the calendar lists. */
const MOST = 30;

export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (!hasRole(ctx.actor, 'owner', 'manager', 'creator')) throw forbidden();
      const ids = idsIn(url.searchParams.getAll('post'));
      // What was placed is shown where it is now; what is asked for, where it could be.
      if (url.searchParams.has('done')) return { placed: inOrder(ids, await readLines(ctx, ids)), proposals: [] };
      return { placed: [], proposals: await proposeSlots(ctx, ids) };
    }),
  );

/** As they were shown before. */
const inOrder = <T extends { id: Id }>(ids: readonly Id[], lines: readonly T[]): T[] =>
  ids.flatMap((id) => lines.filter((line) => line.id === id));

const idsIn = (values: readonly unknown[]): Id[] => values.filter(isId).slice(0, MOST);

const done = (url: URL, what: string, ids: readonly Id[]): never =>
  redirect(303, `${url.pathname}?${new URLSearchParams([['done', what], ...ids.map((id): [string, string] => ['post', id])])}`);

export const actions: Actions = {
  place: (event) =>
    act(event, async (form) => {
      const ids = idsIn(form.getAll('post'));
      if (ids.length === 0) throw invalid('post');
      const seen = new Map(ids.map((id) => [id, String(form.get(`wall.${id}`) ?? '')]));
      done(event.url, 'placed', await event.locals.work((ctx) => fillSlots(ctx, seen)));
    }),
  undo: (event) =>
    act(event, async (form) => {
      const ids = idsIn(form.getAll('post'));
      await event.locals.work((ctx) => undoFill(ctx, ids));
      done(event.url, 'undone', ids);
    }),
};
