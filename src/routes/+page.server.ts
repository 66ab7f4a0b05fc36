import { redirect } from '@sveltejs/kit';
import { isFirstRun, listWorkspacesOf } from '#modules/team';
import type { PageServerLoad } from './$types';

/** The front door: straight to one's desk, to the choice of a desk, to sign-in, or to the explanation of the first start. */
export const load: PageServerLoad = async ({ locals: { house, person } }) => {
  if (!person) {
    if (await isFirstRun(house)) return {};
    redirect(303, '/login');
  }
  const [first, second] = await listWorkspacesOf(house, person.userId);
  redirect(303, first && !second ? `/studio/${first.slug}` : '/welcome');
};
