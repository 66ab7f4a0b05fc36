import type { Ctx } from '#plumbing/db';
import { isId, type Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { mayRead } from './policy.ts';
import type { Site } from './shapes.ts';
import { tables, type SiteRow } from './site.sql.ts';
import { toSite } from './views.ts';

export async function listSites(ctx: Ctx): Promise<Site[]> {
  const rows = await tables(ctx).selectFrom('site.site').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.filter((row) => mayRead(ctx, row.client_id)).map(toSite);
}

/** @throws Refusal `not_found`, the same for what another workspace or another client holds. */
export const readSite = async (ctx: Ctx, siteId: Id): Promise<Site> => toSite(await siteRow(ctx, siteId));

/** For this room's verbs: the row, when the actor may know of it. */
export async function siteRow(ctx: Ctx, siteId: Id): Promise<SiteRow> {
  const row = isId(siteId) ? await tables(ctx).selectFrom('site.site').selectAll().where('id', '=', siteId).executeTakeFirst() : undefined;
  if (!row || !mayRead(ctx, row.client_id)) throw notFound();
  return row;
}
