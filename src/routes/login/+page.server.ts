import { redirect } from '@sveltejs/kit';
import { signIn } from '#modules/team';
import { act, localPath, passCookies } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = localPath(url.searchParams.get('next'));
  if (locals.person) redirect(303, next);
  return { next, done: url.searchParams.get('done') };
};

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const { house, visitor } = event.locals;
      const text = (name: string): string => String(form.get(name) ?? '');
      const { cookies, secondFactor } = await signIn(house, visitor, { email: text('email'), password: text('password') });
      passCookies(event.cookies, cookies);
      const next = localPath(form.get('next'));
      redirect(303, secondFactor ? `/login/code?next=${encodeURIComponent(next)}` : next);
    }),
};
