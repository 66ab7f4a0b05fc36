import { redirect } from '@sveltejs/kit';
import { signOut } from '#modules/team';
import { act, localPath, passCookies } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  if (!locals.person) redirect(303, '/login');
  return { person: locals.person.userId, name: locals.person.name, next: localPath(url.searchParams.get('next'), '/login') };
};

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      if (event.locals.person) passCookies(event.cookies, await signOut(event.locals.house, event.locals.visitor));
      redirect(303, localPath(form.get('next'), '/login'));
    }),
};
