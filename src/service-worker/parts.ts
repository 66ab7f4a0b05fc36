import { PARTS, picturesOf, readWho, workspaceOf } from './who.ts';

/** Never changes under its address. */
const FOREVER = /^\/_app\/immutable\//;
/** Changes with the program. */
const OURS = /^\/(islands\/|icons\.svg|icon\.svg|app-)/;
const PICTURE = /^\/media\/[^/]+\/[a-z]+$/;
/** Fetched by scripts, and so named by no page. */
const BY_SCRIPTS = ['/islands/sync.js', '/islands/keys.js'];
/** Older builds leave their parts behind; the oldest go first. */
const MOST_PARTS = 150;

/** How this request is answered here; null: by the network alone. */
export function answerPart(request: Request): Promise<Response> | null {
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return null;
  if (FOREVER.test(pathname)) return caches.match(pathname).then((kept) => kept ?? fetch(request));
  if (OURS.test(pathname)) return fetch(request).catch(() => keptPart(pathname));
  if (PICTURE.test(pathname)) return fetch(request).catch(() => keptPicture(request, pathname));
  return null;
}

async function keptPart(pathname: string): Promise<Response> {
  return (await (await caches.open(PARTS)).match(pathname)) ?? Response.error();
}

async function keptPicture(request: Request, pathname: string): Promise<Response> {
  const who = await readWho();
  const workspace = workspaceOf(new URL(request.referrer || self.location.href).pathname);
  if (!who || !workspace) return Response.error();
  return (await (await caches.open(picturesOf(who.person, workspace))).match(pathname)) ?? Response.error();
}

/** Milliseconds what was fetched is good without asking again: data is paid by the megabyte. */
const FRESH = 12 * 3_600_000;
export const isFresh = (kept: Response | null | undefined): boolean =>
  kept !== null && kept !== undefined && Date.now() - Date.parse(kept.headers.get('date') ?? '') < FRESH;

/** Keeps what a page is made of. What never changes is fetched once; a new one of those means a new build, and then the rest is asked for anew. */
export async function keepParts(html: string): Promise<void> {
  const cache = await caches.open(PARTS);
  const named = new Set([...html.matchAll(/(?:href|src)="(\/[^"#?]+)/g)].map(([, path]) => path!));
  const fetched = async (path: string): Promise<void> => {
    const answer = await fetch(path);
    if (answer.ok) await cache.put(path, answer);
  };
  let renewed = false;
  for (const path of [...named].filter((one) => FOREVER.test(one))) {
    if (await cache.match(path)) continue;
    await fetched(path);
    renewed = true;
  }
  for (const path of [...BY_SCRIPTS, ...[...named].filter((one) => OURS.test(one))])
    if (renewed || !isFresh(await cache.match(path))) await fetched(path);
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_PARTS))) await cache.delete(old);
}

/** The pictures of a page, light ones, in place of those kept before. */
export async function keepPictures(person: string, workspace: string, paths: readonly string[]): Promise<void> {
  const wanted = paths.filter((path) => PICTURE.test(path));
  const cache = await caches.open(picturesOf(person, workspace));
  for (const old of await cache.keys()) if (!wanted.includes(new URL(old.url).pathname)) await cache.delete(old);
  for (const path of wanted) {
    if (await cache.match(path)) continue;
    const answer = await fetch(path);
    if (answer.ok) await cache.put(path, answer);
  }
}
