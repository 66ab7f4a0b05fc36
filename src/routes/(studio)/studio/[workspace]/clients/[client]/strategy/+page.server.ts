import { redirect } from '@sveltejs/kit';
import { listChannels } from '#modules/channels';
import { readClient } from '#modules/clients';
import { promiseStrategy, readStrategy } from '#modules/strategy';
import { canPromise, readStrategyForm, type StrategyForm } from '#modules/strategy/shapes';
import { act, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const { id, name, monogram, colour } = await readClient(ctx, idOf(params));
      const { pillars, cadence } = await readStrategy(ctx, id);
      const networks = (await listChannels(ctx, { clientId: id })).map((channel) => channel.network as string);
      return {
        client: { id, name, monogram, colour },
        pillars,
        cadence,
        // What was promised stays on the page when its last account leaves.
        networks: [...new Set([...networks, ...cadence.map(({ network }) => network)])],
        promises: canPromise(ctx.actor, id),
        done: url.searchParams.has('done'),
      };
    }),
  );

function idOf(params: { client: string }): string {
  if (!isId(params.client)) throw notFound();
  return params.client;
}

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const clientId = idOf(event.params);
      // The verb reads it with its schema: what does not fit is refused there.
      const wanted = readStrategyForm(form) as StrategyForm;
      await event.locals.work((ctx) => promiseStrategy(ctx, clientId, wanted));
      redirect(303, `/studio/${event.params.workspace}/clients/${clientId}/strategy?done=saved`);
    }),
};
