import { redirect } from '@sveltejs/kit';
import { connectChannel } from '#modules/channels';
import { connectSchema } from '#modules/channels/shapes';
import { listClients } from '#modules/clients';
import { act, parseForm, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';
import { actorOf, connectable, fieldsOf, leaveForConsent, patience } from '../../room.server.ts';
import { networkName } from '#parts/channels/where.server.ts';
import { formsOf } from '../../said.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(async () => {
    if (!hasRole(actorOf(locals).actor, 'owner')) throw forbidden();
    const network = connectable(locals, params.network);
    const clients = await locals.work((ctx) => listClients(ctx));
    return {
      network: network.name,
      word: networkName(network.name),
      forms: formsOf(network),
      clients: clients.map(({ id, name }) => ({ id, name })),
      chosen: url.searchParams.get('client') ?? '',
    };
  });

function requestOf({ locals, params }: RequestEvent, form: FormData) {
  const { client, name } = parseForm(form, connectSchema);
  return { network: connectable(locals, params.network).name, clientId: client, name, form: fieldsOf(form) };
}

export const actions: Actions = {
  paste: (event) =>
    act(event, async (form) => {
      const { member, actor } = actorOf(event.locals);
      const id = await connectChannel(event.locals.house, member.workspaceId, actor, requestOf(event, form), patience(event));
      redirect(303, `/studio/${member.slug}/channels/${id}?done=connected`);
    }),
  authorize: (event) => act(event, (form) => leaveForConsent(event, requestOf(event, form))),
};
