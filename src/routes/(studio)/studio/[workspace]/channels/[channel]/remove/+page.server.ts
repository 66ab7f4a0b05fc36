import { redirect } from '@sveltejs/kit';
import { readChannel, removeChannel } from '#modules/channels';
import { act, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { isId } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';
import { actorOf } from '../../room.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    if (!hasRole(actorOf(locals).actor, 'owner')) throw forbidden();
    if (!isId(params.channel)) throw notFound();
    const channel = await locals.work((ctx) => readChannel(ctx, params.channel));
    return { id: channel.id, name: channel.name };
  });

export const actions: Actions = {
  default: (event) =>
    act(event, async () => {
      const { member } = actorOf(event.locals);
      await event.locals.work((ctx) => removeChannel(ctx, event.params.channel));
      redirect(303, `/studio/${member.slug}/channels?done=removed`);
    }),
};
