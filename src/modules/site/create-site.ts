import { randomBytes } from 'node:crypto';
import { addChannel } from '#modules/channels';
import type { Ctx } from '#plumbing/db';
import type { Seal } from '#plumbing/seal';
import type { DataPrice } from '#words/data-price.ts';
import { newId, type Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { identityOf, QUIET_MS } from './identity.ts';
import { mustManage } from './policy.ts';
import { siteRow } from './read-site.ts';
import { slugOf, type Language } from './shapes.ts';
import { priceColumns, tables } from './site.sql.ts';
import { toSite } from './views.ts';

/** What making a site needs of the house. */
export interface FoundingHouse {
  config: { publicUrl: URL };
  seal: Pick<Seal, 'seal' | 'open' | 'currentKeyId'>;
}

export interface NewSite {
  clientId: Id;
  title: string;
  language: Language;
  /** IANA; dates are shown in it. */
  zone: string;
  /** Chosen by a person: refused when taken. Left out: made from the title, with a figure when taken. */
  slug?: string;
  authorName?: string;
  /** `#rrggbb`. */
  colour?: string;
  /** What the readers pay for data, as far as the workspace knows; shown until the site has its own. */
  dataPrice?: DataPrice | null;
}

/** Makes the site and its channel: publishing sees one more network. */
export async function createSite(ctx: Ctx, house: FoundingHouse, site: NewSite): Promise<{ siteId: Id; slug: string; channelId: Id }> {
  mustManage(ctx, site.clientId);
  const siteId = newId(ctx.now().getTime());
  const slug = site.slug ? await takeSlug(ctx, siteId, site.slug) : await takeFreeSlug(ctx, siteId, site.title);
  await tables(ctx)
    .insertInto('site.site')
    .values({
      workspace_id: ctx.workspaceId,
      id: siteId,
      client_id: site.clientId,
      slug,
      title: site.title,
      tagline: '',
      about: '',
      author_name: site.authorName?.trim() || site.title,
      language: site.language,
      zone: site.zone,
      colour: site.colour ?? '#1a2f6e',
      comments_open: true,
      ...priceColumns(site.dataPrice ?? null),
      host: null,
      host_token: `palabre-${randomBytes(18).toString('base64url')}`,
      host_proven_at: null,
      host_checked_at: null,
      host_missing_since: null,
      visitor_key: randomBytes(32),
      created_at: ctx.now(),
    })
    .execute();
  const channelId = await addChannel(ctx, house.seal, {
    clientId: site.clientId,
    network: 'site',
    name: site.title,
    address: '',
    identity: identityOf(toSite(await siteRow(ctx, siteId)), house.config.publicUrl),
    secret: {},
    session: null,
    onceClass: 'R',
    quietMs: QUIET_MS,
  });
  await ctx.tell({ name: 'site.created', about: { siteId } });
  return { siteId, slug, channelId };
}

async function takeSlug(ctx: Ctx, siteId: Id, slug: string): Promise<string> {
  if (await reserve(ctx, siteId, slug)) return slug;
  throw new Refusal('site_slug_taken', { status: 409, field: 'slug', details: { slug } });
}

async function takeFreeSlug(ctx: Ctx, siteId: Id, title: string): Promise<string> {
  const wished = slugOf(title, 50) || 'site';
  for (let figure = 1; figure < 50; figure += 1) {
    const slug = figure === 1 ? wished : `${wished}-${figure}`;
    if (await reserve(ctx, siteId, slug)) return slug;
  }
  return takeSlug(ctx, siteId, `${wished}-${siteId.slice(-8)}`);
}

/** The directory is shared by all workspaces: the first one there keeps the name. */
async function reserve(ctx: Ctx, siteId: Id, slug: string): Promise<boolean> {
  const taken = await tables(ctx)
    .insertInto('site.address')
    .values({ address: slug, workspace_id: ctx.workspaceId, site_id: siteId })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .executeTakeFirst();
  return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
