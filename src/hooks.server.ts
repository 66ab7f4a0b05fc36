import { randomBytes } from 'node:crypto';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import * as m from '#messages';
import { withCuts } from '#modules/library';
import { readPerson, type Visitor } from '#modules/team';
import { isCrossSiteWrite, isLocale, passCookies, preferredLocale, speaking, spokenLocale } from '#plumbing/web';
import type { Actor } from '#words/actor.ts';
import { writeGlyphs } from '#parts/shell/write-glyphs.ts';
import { notFound } from '#words/refusal.ts';
import { answerStudioOn } from './plumbing/web/studio-host.ts';
import { weighPage } from './routes/(site)/weigh-page.ts';
import { mayBeKept } from './routes/(studio)/kept-routes.ts';
import type { House } from './wiring/open-house.ts';
import { readMember } from './wiring/read-member.ts';
import { webHouse } from './wiring/web-house.ts';

let house: House;

export const init: ServerInit = async () => {
  house = await webHouse();
  answerStudioOn(house.config.publicUrl.hostname);
};

export const handle: Handle = async ({ event, resolve }) => {
  const { locals, route, cookies, request } = event;
  locals.house = house;
  locals.visitor = visitorOf(event);
  const recognised = ignoresSessions(route.id) ? null : await readPerson(house, locals.visitor);
  passCookies(cookies, recognised?.cookies ?? []);
  locals.person = recognised?.person ?? null;
  locals.sessionId = recognised?.sessionId ?? null;
  const chosen = ignoresSessions(route.id) ? undefined : cookies.get('palabre-language');
  locals.locale = locals.person?.locale ?? (isLocale(chosen) ? chosen : preferredLocale(request.headers.get('accept-language')));

  return speaking(locals.locale, async () => {
    if (!isApi(route.id) && isCrossSiteWrite(request, event.url.origin)) error(403, { message: m.error_cross_site() });
    await enterWorkspace(event);
    const response = await resolve(event, {
      transformPageChunk: ({ html }) => weighPage(writeGlyphs(html.replace('%palabre.lang%', spokenLocale())), house.config.root),
    });
    secure(event, response);
    return response;
  });
};

/** The public sites know no sessions: the same page for everybody. */
const isSite = (routeId: string | null): boolean => routeId?.startsWith('/(site)/') ?? false;
/** The client's side door: pages without scripts, kept by nobody on the way. */
const isClientDoor = (routeId: string | null): boolean => routeId?.startsWith('/(client)/') ?? false;
/** The API knows keys only: a cookie opens nothing there, so that no other site can use it. */
const isApi = (routeId: string | null): boolean => routeId?.startsWith('/api/') ?? false;
/** Nor do those who keep Palabre running, and calendars outside, have a session. */
const ignoresSessions = (routeId: string | null): boolean =>
  isSite(routeId) || isApi(routeId) || /^\/(readyz|metrics|feeds\/.*)$/.test(routeId ?? '');

/** Who is knocking. `x-palabre-client` is set by server.mjs, which drops whatever the outside sent under that name. */
const visitorOf = (event: RequestEvent): Visitor => ({
  address: event.request.headers.get('x-palabre-client') ?? event.getClientAddress(),
  cookie: event.request.headers.get('cookie') ?? '',
  userAgent: event.request.headers.get('user-agent') ?? '',
});

/** Behind /studio/<workspace> one is signed in and a member; to anybody else the workspace doesn't exist. */
async function enterWorkspace(event: RequestEvent): Promise<void> {
  const { locals, route, url, params } = event;
  locals.member = null;
  locals.work = async () => {
    throw notFound();
  };
  if (!route.id?.startsWith('/(studio)/')) return;
  if (!locals.person) redirect(303, `/login?next=${encodeURIComponent(url.pathname + url.search)}`);
  const { userId, name } = locals.person;
  const member = await readMember(house, userId, params.workspace ?? '');
  if (!member) error(404, { message: m.team_workspace_unknown(), code: 'not_found' });
  const { role, clients, workspaceId } = member;
  locals.member = member;
  const actor: Actor = { kind: 'person', userId, name, role, clients };
  locals.work = (work) => withCuts(house, actor, workspaceId, () => house.store.inWorkspace(workspaceId, actor, work));
}

/** What depends on the page; the rest is in every answer (web/harden.ts). */
function secure({ route, locals, request }: RequestEvent, { headers, status }: Response): void {
  // Read by the studio's service worker.
  if (locals.member && request.method === 'GET' && status === 200 && mayBeKept(route.id))
    headers.set('x-palabre-person', locals.person!.userId);
  // Whoever leaves leaves nothing on the device, whatever scripts did before.
  if (route.id === '/logout' && request.method === 'POST') headers.set('clear-site-data', '"storage"');
  if (locals.person && !headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
  if (isClientDoor(route.id)) {
    headers.set('cache-control', 'private, no-store');
    headers.set('x-robots-tag', 'noindex, nofollow');
  }
  // Own sites run no script at all, whatever an article holds; nor does what a client signs.
  if ((isSite(route.id) || isClientDoor(route.id)) && headers.get('content-type')?.startsWith('text/html'))
    headers.set('content-security-policy', SITE_POLICY);
}

const SITE_POLICY =
  "default-src 'none'; script-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** An accident is written to the log with a reference; the person sees the reference, never the error. */
export const handleError: HandleServerError = ({ kind, error: caught, event }) => {
  if (kind === 'app') return caught;
  if (kind === 'framework' && caught.status === 404) return { message: m.error_not_found_body(), code: 'not_found' };
  if (kind === 'framework' && caught.status < 500) return { message: caught.message };
  const reference = randomBytes(4).toString('hex').toUpperCase();
  house.log.error({ err: caught, reference, route: event.route.id, method: event.request.method }, 'accident');
  return { message: m.error_accident_body({ reference }), code: 'accident', reference };
};
