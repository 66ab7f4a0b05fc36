import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { isResetLink, linkDead, resetByLink } from '#modules/team';
import { PASSWORD_MIN, passwordSchema } from '#modules/team/shapes';
import { act, parseForm, show } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    if (!(await isResetLink(locals.house, params.token))) throw linkDead();
    return { least: PASSWORD_MIN };
  });

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const { password } = parseForm(form, z.object({ password: passwordSchema }));
      await resetByLink(event.locals.house, event.locals.visitor, event.params.token, password);
      redirect(303, '/login?done=reset');
    }),
};
