import type { ServerResponse } from 'node:http';

/** What every answer carries, whoever makes it: pages, files of the build, redirects, refusals, accidents. */
const ALWAYS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** For what brings no policy of its own: the framework's last error page has a style and an icon, nothing else has anything. */
const NOTHING_RUNS =
  "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sets them before the answer is made: a page's own policy then takes the place of the last resort. @param secure asked over HTTPS */
export function harden(response: ServerResponse, secure: boolean): void {
  for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
  if (secure) response.setHeader('strict-transport-security', 'max-age=31536000');
  response.setHeader('content-security-policy', NOTHING_RUNS);
  // A connection is kept unless somebody says otherwise (RFC 9112, 9.3): saying so ten times a page is half a kilobyte.
  response.removeHeader('connection');
  // A browser gives the page it stored the headers of a 304 (RFC 9111, 4.3.4): that page keeps the policy it came with.
  const { writeHead } = response;
  response.writeHead = ((status: number, ...more: never[]) => {
    if (status === 304) response.removeHeader('content-security-policy');
    if (status === 200) for (const name of uselessTo(typeOf(response, more))) response.removeHeader(name);
    return writeHead.call(response, status, ...more);
  }) as typeof writeHead;
}

/** What only a page can use. A composer is made of ten parts: on a slow line these words weigh as much as its styles. */
const OF_PAGES = [...Object.keys(ALWAYS).filter((name) => name !== 'x-content-type-options'), 'content-security-policy'];

/** Of style sheets and scripts nothing is shown by themselves, nothing is sent from them; a drawing may be opened, and then opens nothing. */
function uselessTo(type: string): string[] {
  if (/^text\/(css|javascript)\b/.test(type)) return OF_PAGES;
  return type.startsWith('image/svg+xml') ? ['cross-origin-opener-policy', 'permissions-policy'] : [];
}

const typeOf = (response: ServerResponse, given: readonly Record<string, unknown>[]): string =>
  String(response.getHeader('content-type') ?? given.at(-1)?.['Content-Type']);
