import type { Identity } from '#networks/contract';
import { siteAddress } from './addresses.ts';
import type { Site } from './shapes.ts';

/** Reading by id in our own database knows at once: one call's time and a second suffice. */
export const TIMEOUT_MS = 10_000;
export const QUIET_MS = TIMEOUT_MS + 1_000;

/** Who the site is, as a network account. */
export function identityOf(site: Site, publicUrl: URL): Identity {
  const address = siteAddress(site, publicUrl);
  return {
    networkUserId: site.id,
    handle: address.replace(/^https?:\/\//, ''),
    displayName: site.title,
    profileUrl: address,
    facts: {},
  };
}
