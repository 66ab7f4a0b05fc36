import type { HostProof } from './shapes.ts';
import type { SiteRow } from './site.sql.ts';

type Addressed = Pick<SiteRow, 'slug' | 'host' | 'host_proven_at'>;

/**
 * Where a site answers, without slash at the end: its proven host name, else a path of the configured public address.
 * Never from a request: feeds and sitemaps are copied far away.
 */
export function siteAddress(site: Addressed, publicUrl: URL): string {
  return site.host && site.host_proven_at ? hostAddress(site.host, publicUrl) : `${publicUrl.origin}/s/${site.slug}`;
}

/** A proven host shares the port and the protocol of the public address: the same server answers both. */
export const hostAddress = (host: string, publicUrl: URL): string =>
  `${publicUrl.protocol}//${host}${publicUrl.port ? `:${publicUrl.port}` : ''}`;

export const articleAddress = (site: Addressed, articleSlug: string, publicUrl: URL): string =>
  `${siteAddress(site, publicUrl)}/${articleSlug}`;

export const recordName = (host: string): string => `_palabre.${host}`;

export function hostProof(site: SiteRow): HostProof | null {
  if (!site.host) return null;
  return {
    host: site.host,
    recordName: recordName(site.host),
    recordValue: site.host_token,
    provenAt: site.host_proven_at,
    checkedAt: site.host_checked_at,
    missingSince: site.host_missing_since,
  };
}
