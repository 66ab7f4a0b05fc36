import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { mustManage } from './policy.ts';
import { siteRow } from './read-site.ts';
import { contrastWithWhite, type Settings } from './shapes.ts';
import { tables } from './site.sql.ts';

/** White letters lie on the colour of a site: below this they cannot be read. */
const LEAST_CONTRAST = 4.5;

/** @param currency of the workspace, with its minor digits: the price of data is written in it. */
export async function updateSite(ctx: Ctx, siteId: Id, settings: Settings, currency: { code: string; digits: number }): Promise<void> {
  const site = await siteRow(ctx, siteId);
  mustManage(ctx, site.client_id);
  if (contrastWithWhite(settings.colour) < LEAST_CONTRAST) throw new Refusal('site_colour_pale', { field: 'colour' });
  const price = Math.round((settings.dataPrice ?? 0) * 10 ** currency.digits);
  const megabytes = settings.dataMegabytes ?? 0;
  if (price > 0 !== megabytes > 0) throw new Refusal('site_data_price_half', { field: price > 0 ? 'dataMegabytes' : 'dataPrice' });
  await tables(ctx)
    .updateTable('site.site')
    .set({
      title: settings.title,
      tagline: settings.tagline,
      about: settings.about,
      author_name: settings.authorName,
      language: settings.language,
      zone: settings.zone,
      colour: settings.colour,
      comments_open: settings.commentsOpen,
      data_price_minor: price || null,
      data_price_megabytes: megabytes || null,
      data_price_currency: price ? currency.code : null,
    })
    .where('id', '=', site.id)
    .execute();
}
