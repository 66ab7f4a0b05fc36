import { error } from '@sveltejs/kit';
import { findSite, siteAddress, type OpenSite } from '#modules/site';
import { speak } from '#plumbing/web';
import { site_no_site } from '#messages';

export interface Opened extends OpenSite {
  /** Before every link of the page: '' on a host name of its own, `/s/<slug>` otherwise. */
  base: string;
  /** For what travels: the configured public address or the proven host name, whatever the request says. */
  address: string;
}

/** The site of an address (`<slug>`, or `~<host>` on a host name of its own), in the language of the site. */
export async function openSite({ params, locals }: { params: { site: string }; locals: App.Locals }): Promise<Opened> {
  const host = params.site.startsWith('~') ? params.site.slice(1) : null;
  const found = await findSite(locals.house.store, host ?? params.site);
  // A host name reached as a path (`/s/blog.example.com`) is not an address we give.
  if (!found || (!host && params.site.includes('.'))) error(404, { message: site_no_site(), code: 'not_found' });
  speak(found.site.language);
  return {
    ...found,
    base: host ? '' : `/s/${found.site.slug}`,
    address: siteAddress(found.site, locals.house.config.publicUrl),
  };
}

/** Public pages are the same for everybody: any cache on the way may keep them a minute. */
export const CACHE = 'public, max-age=60, stale-while-revalidate=600';
