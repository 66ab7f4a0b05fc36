import { redirect } from '@sveltejs/kit';
import { archiveClient, readClient, restoreClient, updateClient } from '#modules/clients';
import { clientSchema } from '#modules/clients/shapes';
import { zoneChoices } from '#modules/team';
import { act, parseForm, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (!isId(params.client)) throw notFound();
      const { archivedAt, ...client } = await readClient(ctx, params.client);
      const manages = locals.member?.role === 'owner' || locals.member?.role === 'manager';
      return { client, archived: archivedAt !== null, manages, zones: manages ? zoneChoices() : [] };
    }),
  );

const back = (workspace: string, done: string): never => redirect(303, `/studio/${workspace}/clients?done=${done}`);

function idOf(params: { client: string }): string {
  if (!isId(params.client)) throw notFound();
  return params.client;
}

export const actions: Actions = {
  save: (event) =>
    act(event, async (form) => {
      const id = idOf(event.params);
      const change = parseForm(form, clientSchema);
      await event.locals.work((ctx) => updateClient(ctx, id, change));
      back(event.params.workspace, 'saved');
    }),
  archive: (event) =>
    act(event, async () => {
      const id = idOf(event.params);
      await event.locals.work((ctx) => archiveClient(ctx, id));
      back(event.params.workspace, 'archived');
    }),
  restore: (event) =>
    act(event, async () => {
      const id = idOf(event.params);
      await event.locals.work((ctx) => restoreClient(ctx, id));
      back(event.params.workspace, 'saved');
    }),
};
