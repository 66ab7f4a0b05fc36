import { redirect } from '@sveltejs/kit';
import { verifySecondFactor } from '#modules/team';
import { act, localPath, passCookies } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = localPath(url.searchParams.get('next'));
  if (locals.person) redirect(303, next);
  return { next };
};

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const cookies = await verifySecondFactor(event.locals.house, event.locals.visitor, String(form.get('code') ?? ''));
      passCookies(event.cookies, cookies);
      redirect(303, localPath(form.get('next')));
    }),
};
