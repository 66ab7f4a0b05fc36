import { redirect } from '@sveltejs/kit';
import { claimHost, maySeeManagement, proveHost, readSite, siteAddress, updateSite } from '#modules/site';
import { settingsSchema } from '#modules/site/shapes';
import { zoneChoices } from '#modules/team';
import { lookUpTxt } from '#plumbing/http';
import { typedPrice } from '#modules/team/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { forbidden } from '#words/refusal.ts';
import { z } from 'zod';
import { sayMoment } from '#words/spoken.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (!maySeeManagement(ctx)) throw forbidden();
      const site = await readSite(ctx, params.site);
      const { publicUrl } = locals.house.config;
      const { currency, zone } = locals.member!;
      const said = (date: Date | null) => date && sayMoment(date, zone, locals.locale, { year: true, weekday: false });
      return {
        title: site.title,
        address: siteAddress(site, publicUrl),
        studioHost: publicUrl.hostname,
        currency,
        zones: zoneChoices(),
        done: url.searchParams.get('done'),
        values: {
          title: site.title,
          tagline: site.tagline,
          about: site.about,
          authorName: site.authorName,
          language: site.language,
          zone: site.zone,
          colour: site.colour,
          commentsOpen: site.commentsOpen ? 'on' : '',
          ...typedPrice(site.dataPrice),
        },
        host: site.host && {
          ...site.host,
          provenAt: said(site.host.provenAt),
          checkedAt: said(site.host.checkedAt),
          missingSince: said(site.host.missingSince),
        },
      };
    }),
  );

const hostSchema = z.object({ host: z.string().max(300) });

export const actions: Actions = {
  save: (event) =>
    act(event, async (form) => {
      const settings = parseForm(form, settingsSchema);
      const { currency } = event.locals.member!;
      await event.locals.work((ctx) => updateSite(ctx, event.params.site, settings, currency));
      redirect(303, '?done=saved');
    }),
  claim: (event) =>
    act(event, async (form) => {
      const { host } = parseForm(form, hostSchema);
      await event.locals.work((ctx) => claimHost(ctx, event.params.site, host, event.locals.house.config.publicUrl));
      redirect(303, '?done=claimed#nom');
    }),
  prove: (event) =>
    act(event, async () => {
      const { house, work, member } = event.locals;
      const actor = await work(async (ctx) => ctx.actor);
      const proof = await proveHost({ ...house, readTxt: lookUpTxt }, member!.workspaceId, actor, event.params.site);
      redirect(303, `?done=${proof}#nom`);
    }),
};
