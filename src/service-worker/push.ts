import type { Waiting } from './scope.ts';

/**
 * What the worker of the browser does when a push service wakes it: says what it was told, and leads there. It listens only,
 * and keeps nothing. What a push service could have changed is never trusted further than a page of the studio.
 */
interface Pushed extends Waiting {
  readonly data: { json(): unknown } | null;
}
interface Tapped extends Waiting {
  readonly notification: { readonly data: unknown; close(): void };
}
interface Shown {
  readonly url: string;
  focus(): Promise<Shown>;
  navigate(url: string): Promise<Shown | null>;
}

/** What this part uses of its surroundings; the library of types for workers does not go together with that of pages. */
interface Scope {
  readonly location: Location;
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
  readonly clients: { matchAll(which: object): Promise<readonly Shown[]>; openWindow(url: string): Promise<Shown | null> };
  addEventListener(name: 'push', hear: (event: Pushed) => void): void;
  addEventListener(name: 'notificationclick', hear: (event: Tapped) => void): void;
}

/** As the product sends it (modules/notices/telling/ways.ts). */
interface Told {
  title: string;
  body: string;
  url: string;
  tag: string;
  lang: string;
}

export function hearPush(): void {
  const scope = self as unknown as Scope;
  scope.addEventListener('push', (event) => event.waitUntil(show(scope, read(event))));
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(open(scope, whereTo(event.notification.data, scope.location.origin)));
  });
}

/** A browser wants something shown at each push: what cannot be read says only that there is something. */
function read({ data }: Pushed): Partial<Told> {
  try {
    return (data?.json() ?? {}) as Partial<Told>;
  } catch {
    return {}; // not ours, or of a later version
  }
}

/** The same tag is shown once, however often it comes. */
const show = (
  { registration }: Scope,
  { title = 'Palabre', body = '', url = '', tag = 'palabre', lang = '' }: Partial<Told>,
): Promise<void> => registration.showNotification(title, { body, tag, lang, data: url, icon: '/app-192.png' });

/** Only a page of the studio of this very host; anything else is its front door. */
export function whereTo(path: unknown, origin: string): string {
  const wanted = typeof path === 'string' && URL.canParse(path, origin) ? new URL(path, origin) : null;
  return wanted?.origin === origin && wanted.pathname.startsWith('/studio/') ? wanted.href : `${origin}/`;
}

/** A page of the studio that is open comes to the front and goes there. */
async function open({ clients }: Scope, url: string): Promise<void> {
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((one) => one.url === url) ?? pages.find((one) => new URL(one.url).pathname.startsWith('/studio/'));
  if (!page) return void (await clients.openWindow(url));
  const shown = await page.focus();
  if (shown.url !== url) await shown.navigate(url);
}
