import { redirect } from '@sveltejs/kit';
import { listDrafts } from '#modules/calendar';
import { isDay } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import { act, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { beginPost } from '../../../../../../wiring/begin-post.ts';
import type { Actions, PageServerLoad } from './$types';

const dayOf = (text: string | null): string => (text && isDay(text) ? text : '');

export const load: PageServerLoad = ({ locals, url }) =>
  show(async () => {
    const client = url.searchParams.get('client') ?? '';
    return locals.work(async (ctx) => {
      const drafts = await listDrafts(ctx, { limit: 12 });
      const channels = await listChannels(ctx);
      return {
        asked: isId(client) ? client : null,
        day: dayOf(url.searchParams.get('day')),
        drafts: drafts.map(({ id, name, clientId, changedAt }) => ({ id, name, clientId, changedAt })),
        accounts: channels.map(({ clientId, network, name }) => ({ clientId, network: network as string, name })),
      };
    });
  });

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const clientId = String(form.get('client') ?? '');
      if (!isId(clientId)) throw invalid('client');
      const day = dayOf(String(form.get('day') ?? ''));
      const { id } = await event.locals.work((ctx) => beginPost(ctx, clientId));
      redirect(303, `/studio/${event.params.workspace}/posts/${id}${day ? `?day=${day}` : ''}`);
    }),
};
