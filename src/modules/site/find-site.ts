import type { Ctx, Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import type { Site } from './shapes.ts';
import { tables, type SiteTables } from './site.sql.ts';
import { toSite } from './views.ts';

const VISITOR: Actor = { kind: 'system', name: 'visitor' };

/** A site found by its slug or its proven host name, with the way to read in it as a visitor. */
export interface OpenSite {
  site: Site;
  visit<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
}

/** @param address slug, or host name in lower case without port. */
export async function findSite(store: Store, address: string): Promise<OpenSite | null> {
  const place = await addressOf(store, address);
  if (!place) return null;
  const visit: OpenSite['visit'] = (work) => store.inWorkspace(place.workspaceId, VISITOR, work);
  const row = await visit((ctx) => tables(ctx).selectFrom('site.site').selectAll().where('id', '=', place.siteId).executeTakeFirst());
  return row ? { site: toSite(row), visit } : null;
}

/** Whether a host name is one of the proven ones: asked by the web server before it chooses between studio and site. */
export const isSiteHost = async (store: Store, host: string): Promise<boolean> =>
  host.includes('.') && (await addressOf(store, host)) !== null;

/** What may stand in the directory; the rest of what people type into addresses is not asked of the database. */
const ADDRESS = /^[a-z0-9.-]{1,253}$/;

async function addressOf(store: Store, address: string): Promise<{ workspaceId: Id; siteId: Id } | null> {
  if (!ADDRESS.test(address.toLowerCase())) return null;
  const found = await store.outside
    .withTables<SiteTables>()
    .selectFrom('site.address')
    .select(['workspace_id', 'site_id'])
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst();
  return found ? { workspaceId: found.workspace_id, siteId: found.site_id } : null;
}
