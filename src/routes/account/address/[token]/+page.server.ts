import { redirect } from '@sveltejs/kit';
import { confirmMove } from '#modules/team';
import { act } from '#plumbing/web';
import { signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({ email: signedIn(locals, url).person.email });

export const actions: Actions = {
  default: (event) =>
    act(event, async () => {
      await confirmMove(event.locals.house, signedIn(event.locals, event.url).person, event.params.token);
      redirect(303, '/account?done=profile');
    }),
};
