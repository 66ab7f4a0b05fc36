import { redirect } from '@sveltejs/kit';
import { keepSnippet, listSnippets, removeSnippet } from '#modules/calendar';
import { canWrite, readSnippetForm } from '#modules/calendar/shapes';
import { readClient } from '#modules/clients';
import { mentioningNetworks, rulesOf } from '#parts/calendar/rules.ts';
import { act, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const { id, name, monogram, colour } = await readClient(ctx, idOf(params.client));
      return {
        client: { id, name, monogram, colour },
        snippets: await listSnippets(ctx, id),
        networks: mentioningNetworks(),
        writes: canWrite(ctx.actor, id),
        done: url.searchParams.get('done'),
      };
    }),
  );

function idOf(text: string): string {
  if (!isId(text)) throw notFound();
  return text;
}

const back = ({ params }: RequestEvent, done: string): never =>
  redirect(303, `/studio/${params.workspace}/clients/${params.client}/snippets?done=${done}`);

export const actions: Actions = {
  keep: (event) =>
    act(event, async (form) => {
      const clientId = idOf(event.params.client);
      await event.locals.work((ctx) => keepSnippet(ctx, clientId, readSnippetForm(form), (network) => rulesOf(network)?.mention));
      back(event, 'kept');
    }),
  remove: (event) =>
    act(event, async (form) => {
      const clientId = idOf(event.params.client);
      const id = idOf(String(form.get('id') ?? ''));
      await event.locals.work((ctx) => removeSnippet(ctx, clientId, id));
      back(event, 'removed');
    }),
};
