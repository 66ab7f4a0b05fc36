import { redirect } from '@sveltejs/kit';
import { createClient, listClients, mayManageClients } from '#modules/clients';
import { clientSchema, COLOURS } from '#modules/clients/shapes';
import { zoneChoices } from '#modules/team';
import { act, parseForm, show } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
  show(() =>
    locals.work(async (ctx) => {
      mayManageClients(ctx.actor);
      const { zone, language } = locals.member!;
      const colour = COLOURS[(await listClients(ctx, { archived: true })).length % COLOURS.length];
      return { proposed: { zone, language, colour }, zones: zoneChoices() };
    }),
  );

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const wanted = parseForm(form, clientSchema);
      await event.locals.work((ctx) => createClient(ctx, wanted));
      redirect(303, `/studio/${event.params.workspace}/clients?done=saved`);
    }),
};
