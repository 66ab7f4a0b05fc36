import { redirect } from '@sveltejs/kit';
import { listClients } from '#modules/clients';
import { readDataPrice } from '#modules/team';
import { createSite, listSites } from '#modules/site';
import { newSiteSchema } from '#modules/site/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { forbidden } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (locals.member!.role !== 'owner') throw forbidden();
      const served = new Set((await listSites(ctx)).map((site) => site.clientId));
      const clients = await listClients(ctx);
      return {
        prefix: `${locals.house.config.publicUrl.host}/s/`,
        // Clients without a site come first: one site each is the rule, several are allowed.
        clients: clients
          .toSorted((a, b) => Number(served.has(a.id)) - Number(served.has(b.id)))
          .map(({ id, name }) => ({ value: id, label: name })),
      };
    }),
  );

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const wanted = parseForm(form, newSiteSchema);
      const { siteId } = await event.locals.work(async (ctx) => {
        const client = (await listClients(ctx)).find((one) => one.id === wanted.clientId);
        if (!client) throw forbidden();
        const { zone, language } = client;
        return createSite(ctx, event.locals.house, { ...wanted, zone, language, dataPrice: await readDataPrice(ctx) });
      });
      redirect(303, `/studio/${event.params.workspace}/site/${siteId}?done=created`);
    }),
};
