/**
 * Pages of the studio that a device may keep: what one needs where there is no network. None holds a client's link, a secret or a key; what
 * is not named here is never kept (src/service-worker/pages.ts).
 */
const KEPT = new Set(['', '/run', '/more', '/offline']);
const STUDIO = '/(studio)/studio/[workspace]';

export const mayBeKept = (routeId: string | null): boolean =>
  routeId !== null && routeId.startsWith(STUDIO) && KEPT.has(routeId.slice(STUDIO.length));
