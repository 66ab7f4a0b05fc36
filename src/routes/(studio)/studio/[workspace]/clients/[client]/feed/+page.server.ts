import { redirect } from '@sveltejs/kit';
import { closeFeed, listFeeds, openFeed } from '#modules/calendar';
import { readClient } from '#modules/clients';
import { act, show } from '#plumbing/web';
import { isId, type Id } from '#words/ids.ts';
import { invalid, notFound } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const { id, name, monogram, colour } = await readClient(ctx, idOf(params));
      return { client: { id, name, monogram, colour }, feeds: await listFeeds(ctx, id), closed: url.searchParams.has('closed') };
    }),
  );

function idOf(params: { client: string }): Id {
  if (!isId(params.client)) throw notFound();
  return params.client;
}

export const actions: Actions = {
  /** The address is in this answer and in no other. */
  open: (event) =>
    act(event, async (form) => {
      const name = String(form.get('name') ?? '');
      const { token } = await event.locals.work((ctx) => openFeed(ctx, { clientId: idOf(event.params), name }));
      return { address: new URL(`/feeds/${token}.ics`, event.locals.house.config.publicUrl).href };
    }),
  close: (event) =>
    act(event, async (form) => {
      const id = String(form.get('feed') ?? '');
      if (!isId(id)) throw invalid('feed');
      await event.locals.work((ctx) => closeFeed(ctx, id));
      redirect(303, `${event.url.pathname}?closed`);
    }),
};
