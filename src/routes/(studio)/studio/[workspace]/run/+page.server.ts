import { redirect } from '@sveltejs/kit';
import { decide, PUT_OFF_MINUTES } from '#modules/publishing';
import { handAnswerSchema } from '#modules/publishing/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';
import { readRun } from './read-run.ts';
import type { Actions, PageServerLoad } from './$types';

/** Everything to be posted by hand now, whole: the page needs nothing more once it is open. */
export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (!hasRole(ctx.actor, 'owner', 'manager', 'creator')) throw forbidden();
      return { ...(await readRun(ctx)), putOff: PUT_OFF_MINUTES, done: url.searchParams.get('done') };
    }),
  );

const DONE = { published: 'published', not_yet: 'put_off', drop: 'dropped' } as const;

export const actions: Actions = {
  /** One of the three answers; then on to what came after it. */
  default: (event) =>
    act(event, async (form) => {
      const { id, next, decision, url, minutes } = parseForm(form, handAnswerSchema);
      await event.locals.work((ctx) => decide(ctx, id, { decision, url, minutes }));
      redirect(303, `${event.url.pathname}?done=${DONE[decision]}${next ? `#p-${next}` : ''}`);
    }),
};
