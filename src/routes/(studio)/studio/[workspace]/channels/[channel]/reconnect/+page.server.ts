import { redirect } from '@sveltejs/kit';
import { connectChannel, readChannel } from '#modules/channels';
import { act, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { isId } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';
import { actorOf, connectable, fieldsOf, leaveForConsent, patience } from '../../room.server.ts';
import { formsOf } from '../../said.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The channel and its network, for owners. @throws Refusal */
async function found(locals: App.Locals, id: string) {
  if (!hasRole(actorOf(locals).actor, 'owner')) throw forbidden();
  if (!isId(id)) throw notFound();
  const channel = await locals.work((ctx) => readChannel(ctx, id));
  return { channel, network: connectable(locals, channel.network) };
}

export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    const { channel, network } = await found(locals, params.channel);
    return { id: channel.id, name: channel.name, handle: channel.handle, address: channel.address, forms: formsOf(network) };
  });

async function requestOf({ locals, params }: RequestEvent, form: FormData) {
  const { channel, network } = await found(locals, params.channel);
  return { network: network.name, clientId: channel.clientId, name: channel.name, channelId: channel.id, form: fieldsOf(form) };
}

export const actions: Actions = {
  paste: (event) =>
    act(event, async (form) => {
      const { member, actor } = actorOf(event.locals);
      const request = await requestOf(event, form);
      await connectChannel(event.locals.house, member.workspaceId, actor, request, patience(event));
      redirect(303, `/studio/${member.slug}/channels/${request.channelId}?done=connected`);
    }),
  authorize: (event) => act(event, async (form) => leaveForConsent(event, await requestOf(event, form))),
};
