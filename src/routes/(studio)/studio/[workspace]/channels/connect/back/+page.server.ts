import { redirect } from '@sveltejs/kit';
import * as m from '#messages';
import { finishAuthorization } from '#modules/channels';
import { sentenceOf } from '#plumbing/web';
import { Refusal } from '#words/refusal.ts';
import { actorOf, COOKIE, patience } from '../../room.server.ts';
import type { PageServerLoad } from './$types';

/** The person comes back from the network. State, cookie and account must be those that left; the state serves once. */
export const load: PageServerLoad = async (event) => {
  const { locals, cookies, url, request } = event;
  const { member, actor } = actorOf(locals);
  const path = `/studio/${member.slug}/channels`;
  const browserSecret = cookies.get(COOKIE) ?? '';
  cookies.delete(COOKIE, { path: `${path}/connect` });
  const [state, code] = [url.searchParams.get('state'), url.searchParams.get('code')];
  if (!state || !code) return { sentence: m.channels_denied() };
  let id: string;
  try {
    id = await finishAuthorization(locals.house, member.workspaceId, actor, { state, code, browserSecret }, patience({ request }));
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { sentence: sentenceOf(thrown) };
  }
  redirect(303, `${path}/${id}?done=connected`);
};
