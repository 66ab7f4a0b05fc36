const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;
const HOST = /^[a-z0-9.-]+(?::\d{1,5})?$|^\[[0-9a-f:.]+\](?::\d{1,5})?$/i;

/**
 * The origin the application sees. The public address by default: a Host header is never where links come from. A site on
 * a host name of its own, and this machine called by another of its names, keep theirs, so that their forms are same-origin.
 */
export function originOf(publicUrl: URL, hostHeader: string | undefined): { protocol: 'http' | 'https'; host: string } {
  const protocol = publicUrl.protocol === 'http:' ? 'http' : 'https';
  const asked = (hostHeader ?? '').toLowerCase();
  if (!HOST.test(asked) || asked === publicUrl.host) return { protocol, host: publicUrl.host };
  if (LOOPBACK.test(asked)) return { protocol: 'http', host: asked };
  return { protocol, host: asked };
}
