import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { readTypedPrice } from '#modules/team/shapes';
import { mustManage } from './policy.ts';
import { siteRow } from './read-site.ts';
import { contrastWithWhite, type Settings } from './shapes.ts';
import { priceColumns, tables } from './site.sql.ts';

/** White letters lie on the colour of a site: below this they cannot be read. */
const LEAST_CONTRAST = 4.5;

/** @param currency of the workspace (ISO 4217): the price of data is written in it. */
export async function updateSite(ctx: Ctx, siteId: Id, settings: Settings, currency: string): Promise<void> {
  const site = await siteRow(ctx, siteId);
  mustManage(ctx, site.client_id);
  if (contrastWithWhite(settings.colour) < LEAST_CONTRAST) throw new Refusal('site_colour_pale', { field: 'colour' });
  const price = readTypedPrice(settings, currency);
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
      ...priceColumns(price),
    })
    .where('id', '=', site.id)
    .execute();
}
