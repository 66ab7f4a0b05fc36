import { redirect } from '@sveltejs/kit';
import { addByHand, listPlaces } from '#modules/channels';
import { byHandSchema } from '#modules/channels/shapes';
import { listClients } from '#modules/clients';
import { act, parseForm, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { forbidden, notFound } from '#words/refusal.ts';
import { actorOf } from '../../../room.server.ts';
import { placeName } from '#parts/channels/where.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(async () => {
    if (!hasRole(actorOf(locals).actor, 'owner', 'manager')) throw forbidden();
    const place = listPlaces().find(({ id }) => id === params.place);
    if (!place) throw notFound();
    const clients = await locals.work((ctx) => listClients(ctx));
    return {
      network: place.network,
      word: placeName(place.id),
      clients: clients.map(({ id, name }) => ({ id, name })),
      chosen: url.searchParams.get('client') ?? '',
    };
  });

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const { client, name, address } = parseForm(form, byHandSchema);
      const asked = { clientId: client, place: event.params.place, name, address };
      const id = await event.locals.work((ctx) => addByHand(ctx, event.locals.house.seal, asked));
      redirect(303, `/studio/${event.params.workspace}/channels/${id}?done=added`);
    }),
};
