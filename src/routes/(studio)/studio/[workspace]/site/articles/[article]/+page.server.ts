import { redirect } from '@sveltejs/kit';
import { correctArticle, maySeeManagement, readArticle, readSite, siteAddress } from '#modules/site';
import { correctionSchema } from '#modules/site/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { forbidden } from '#words/refusal.ts';
import { sayMoment } from '#words/spoken.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (!maySeeManagement(ctx)) throw forbidden();
      const { article, siteId, versions } = await readArticle(ctx, params.article);
      const site = await readSite(ctx, siteId);
      const said = (at: Date) => sayMoment(at, locals.member!.zone, locals.locale, { year: true, weekday: false });
      return {
        title: versions[0]!.title,
        text: article.text,
        version: article.version,
        heading: article.title,
        url: `${siteAddress(site, locals.house.config.publicUrl)}/${article.slug}`,
        hidden: article.hiddenAt !== null,
        versions: versions.map(({ version, title, text, changedBy, at }) => ({ version, title, text, changedBy, at: said(at) })),
      };
    }),
  );

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const correction = parseForm(form, correctionSchema);
      await event.locals.work((ctx) => correctArticle(ctx, event.params.article, correction));
      redirect(303, `/studio/${event.params.workspace}/site?done=corrected`);
    }),
};
