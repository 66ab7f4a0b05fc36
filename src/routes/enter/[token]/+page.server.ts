import { redirect } from '@sveltejs/kit';
import { enterByLink, isSignInLink, linkDead } from '#modules/team';
import { act, passCookies, show } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    if (!(await isSignInLink(locals.house, params.token))) throw linkDead();
    return {};
  });

export const actions: Actions = {
  default: (event) =>
    act(event, async () => {
      const { house, visitor } = event.locals;
      passCookies(event.cookies, await enterByLink(house, visitor, event.params.token));
      redirect(303, '/');
    }),
};
