import type { Reroute } from '@sveltejs/kit/hooks';
import { siteRouteOf } from './plumbing/web/studio-host.ts';

/** server.mjs puts the asked host in the address only when it is not the public one. */
export const reroute: Reroute = ({ url }) => siteRouteOf(url.hostname, url.pathname) ?? undefined;
