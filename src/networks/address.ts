/**
 * What people type for a server: `mastodon.social`, `https://mastodon.social/@awa`, `@awa@mastodon.social`. HTTPS unless they wrote http.
 * @returns the origin without a slash at its end, or null when it is no address
 */
export function originOf(typed: string): string | null {
  const handle = /^@?[^\s@/:]+@([^\s@/]+)$/.exec(typed.trim());
  const text = (handle ? handle[1]! : typed.trim()).replace(/\/+$/, '');
  return text ? originAsWritten(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`) : null;
}

/**
 * The origin of an http(s) address with its host as it was written: `http://2130706433:8088` must not become the `127.0.0.1:8088` an
 * operator may have listed. @returns null for anything else, and for an address with a user in it
 */
export function originAsWritten(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || !url.hostname) return null;
  const written = /^https?:\/\/([^/\\?#]+)/i.exec(address)?.[1]?.toLowerCase();
  if (!written) return null;
  return isPlain(written, url) ? url.origin : `${url.protocol}//${written}`;
}

/** Written as a browser would write it, the default port or its absence included. */
const isPlain = (written: string, url: URL): boolean =>
  written === url.host || written === `${url.hostname}:${url.protocol === 'https:' ? 443 : 80}`;
