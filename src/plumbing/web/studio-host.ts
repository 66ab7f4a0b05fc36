/** Safe in the browser, where no host is ever set: only the server chooses between studio and site. */
let studio: string | null = null;

/** Said once at start: the host name of the configured public address. */
export function answerStudioOn(host: string): void {
  studio = host.toLowerCase();
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/;
/** Files and media are the same on every name; nothing of the studio is behind them. */
const SHARED = /^\/(?:_app|media)\//;

/**
 * Where a request really goes: on any name that is not the studio's, everything is the site of that name (`/s/~<name>/…`),
 * so that no page of the studio exists there. Bare addresses and localhost are the studio's, for the first visit.
 * @returns null when nothing changes.
 */
export function siteRouteOf(hostname: string, pathname: string): string | null {
  const host = hostname.toLowerCase();
  if (studio === null || host === studio || host === 'localhost' || ADDRESS.test(host) || SHARED.test(pathname)) return null;
  return `/s/~${host}${pathname === '/' ? '' : pathname}`;
}
