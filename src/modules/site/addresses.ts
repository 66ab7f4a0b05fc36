import type { Site } from './shapes.ts';

type Addressed = Pick<Site, 'slug' | 'host'>;

/**
 * Where a site answers, without slash at the end: its proven host name, else a path of the configured public address.
 * Never from a request: feeds and sitemaps are copied far away.
 */
export function siteAddress(site: Addressed, publicUrl: URL): string {
  return site.host?.provenAt ? hostAddress(site.host.host, publicUrl) : `${publicUrl.origin}/s/${site.slug}`;
}

/** A proven host shares the port and the protocol of the public address: the same server answers both. */
export const hostAddress = (host: string, publicUrl: URL): string =>
  `${publicUrl.protocol}//${host}${publicUrl.port ? `:${publicUrl.port}` : ''}`;

export const articleAddress = (site: Addressed, articleSlug: string, publicUrl: URL): string =>
  `${siteAddress(site, publicUrl)}/${articleSlug}`;

export const recordName = (host: string): string => `_palabre.${host}`;
