import type { HttpAnswer } from '#plumbing/http';
import type { NotConnected, Outside } from '../contract.ts';
import { jsonOf, textOf } from '../evidence.ts';

export interface Root {
  kind: 'root';
  /** Base of every call, ends with `/` or with `?rest_route=/`. */
  root: string;
  siteName: string;
  /** The one-click page for application passwords; null when the site has them switched off. */
  passwordPage: string | null;
}

interface Index {
  name?: string;
  namespaces?: string[];
  authentication?: { 'application-passwords'?: { endpoints?: { authorization?: string } } } | unknown[];
}

/**
 * Finds the REST API of a site: the Link header or tag of its home page, then the two usual places
 * (developer.wordpress.org/rest-api/using-the-rest-api/discovery).
 */
export async function findRoot(outside: Outside, site: string, signal: AbortSignal): Promise<Root | NotConnected> {
  const host = new URL(site).host;
  const home = await outside.http.send({ method: 'GET', url: site, signal, follow: 4, maxBytes: 2_000_000 });
  if (home.kind === 'no_answer' && home.code !== 'body_too_large')
    return { kind: 'refused', code: 'unreachable', field: 'address', details: { host } };
  const base = home.kind === 'answer' ? home.url : site;
  const named = home.kind === 'answer' ? rootNamedBy(home) : null;
  const places = [named, new URL('wp-json/', directoryOf(base)).href, new URL('?rest_route=/', directoryOf(base)).href];
  let closed = false;
  for (const place of new Set(places.filter((one) => one !== null))) {
    // The password goes where the root is: never to another host than the one that was typed or redirected to.
    if (!sameSite(place, base)) continue;
    const answer = await outside.http.send({ method: 'GET', url: place, signal, follow: 2, headers: { accept: 'application/json' } });
    const index = answer.kind === 'answer' && answer.status === 200 ? jsonOf<Index>(answer) : null;
    if (index?.namespaces?.includes('wp/v2'))
      return { kind: 'root', root: place, siteName: index.name ?? host, passwordPage: passwordPageOf(index) };
    closed ||= answer.kind === 'answer' && (answer.status === 401 || answer.status === 403);
  }
  return { kind: 'refused', code: closed || named ? 'rest_closed' : 'not_wordpress', field: 'address', details: { host } };
}

/** `wp/v2/posts` with its query, under either form of root. */
export function restUrl(root: string, path: string, query: Record<string, string> = {}): string {
  const text = new URLSearchParams(query).toString();
  const joint = root.includes('?') ? '&' : '?';
  return `${root}${path}${text ? joint + text : ''}`;
}

function rootNamedBy(home: HttpAnswer): string | null {
  const header = /<([^>]+)>\s*;\s*rel="?https:\/\/api\.w\.org\/"?/i.exec(home.headers['link'] ?? '')?.[1];
  const tag = /<link[^>]+rel=["']https:\/\/api\.w\.org\/["'][^>]*>/i.exec(textOf(home))?.[0];
  const found =
    header ??
    /href=["']([^"']+)["']/i
      .exec(tag ?? '')?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#038;', '&');
  if (!found || !URL.canParse(found, home.url)) return null;
  const url = new URL(found, home.url).href;
  return url.includes('?') || url.endsWith('/') ? url : `${url}/`;
}

const directoryOf = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/[^/]*$/, '')}`;
};

const bare = (url: string): string => new URL(url).hostname.replace(/^www\./, '');
const sameSite = (one: string, other: string): boolean => bare(one) === bare(other) && new URL(one).port === new URL(other).port;

function passwordPageOf(index: Index): string | null {
  const ways = index.authentication;
  if (!ways || Array.isArray(ways)) return null;
  return ways['application-passwords']?.endpoints?.authorization ?? null;
}
