import { redirect } from '@sveltejs/kit';
import { connectChannel, startAuthorization } from '#modules/channels';
import { connectSchema } from '#modules/channels/shapes';
import { listClients } from '#modules/clients';
import { act, parseForm, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';
import { actorOf, connectable, COOKIE, COOKIE_LASTS, fieldsOf, patience, redirectUriOf } from '../../room.server.ts';
import { formsOf, networkName } from '../../said.server.ts';
import type { Actions, PageServerLoad } from './$types';

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

export const actions: Actions = {
  paste: (event) =>
    act(event, async (form) => {
      const { locals, params } = event;
      const { member, actor } = actorOf(locals);
      const { client, name } = parseForm(form, connectSchema);
      const request = { network: connectable(locals, params.network).name, clientId: client, name, form: fieldsOf(form) };
      const id = await connectChannel(locals.house, member.workspaceId, actor, request, patience(event));
      redirect(303, `/studio/${member.slug}/channels/${id}?done=connected`);
    }),
  authorize: (event) =>
    act(event, async (form) => {
      const { locals, params, cookies, url } = event;
      const { member, actor } = actorOf(locals);
      const { client, name } = parseForm(form, connectSchema);
      const started = await startAuthorization(
        locals.house,
        member.workspaceId,
        actor,
        {
          network: connectable(locals, params.network).name,
          clientId: client,
          name,
          form: fieldsOf(form),
          redirectUri: redirectUriOf(locals, member.slug),
        },
        patience(event),
      );
      const path = `/studio/${member.slug}/channels/connect`;
      cookies.set(COOKIE, started.browserSecret, {
        path,
        httpOnly: true,
        // The network sends the person back from its own site: a strict cookie would stay behind.
        sameSite: 'lax',
        secure: url.protocol === 'https:',
        maxAge: COOKIE_LASTS,
      });
      redirect(303, path);
    }),
};
