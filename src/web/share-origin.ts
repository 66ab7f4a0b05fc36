import type { IncomingHttpHeaders } from 'node:http';

/**
 * A phone's share sheet posts a picture to the installed application (manifest `share_target`). The browser makes that request by
 * itself: no page asked for it, so it says `Sec-Fetch-Site: none` and has no origin to name (`null`). No page of any site can make a
 * browser say `none`, a frame without an origin included (that is `cross-site`). What comes is only kept aside until the person says, on
 * a page of ours, where it goes (modules/library/share.ts).
 */
export const isShared = (method: string | undefined, url: string | undefined, headers: IncomingHttpHeaders): boolean =>
  method === 'POST' &&
  /^\/studio\/[^/?]+\/share$/.test(url ?? '') &&
  headers['sec-fetch-site'] === 'none' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  (headers.origin === undefined || headers.origin === 'null');
