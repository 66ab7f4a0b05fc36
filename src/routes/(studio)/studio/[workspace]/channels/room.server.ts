import { redirect, type RequestEvent } from '@sveltejs/kit';
import { startAuthorization } from '#modules/channels';
import type { Actor } from '#words/actor.ts';
import { notFound } from '#words/refusal.ts';
import { networkOf, SPOKEN_NAMES, type Network, type NetworkName } from '#networks/contract';
import type { Member, Person } from '#modules/team/shapes';

/** Seconds a browser may keep its half of an authorization. */
const COOKIE_LASTS = 15 * 60;
export const COOKIE = 'palabre-connect';

/** The signed-in member as the rooms' verbs outside a transaction want it. */
export function actorOf(locals: App.Locals): { member: Member; person: Person; actor: Actor } {
  const { member, person } = locals;
  if (!member || !person) throw notFound();
  const { role, clients } = member;
  return { member, person, actor: { kind: 'person', userId: person.userId, name: person.name, role, clients } };
}

/** A network a person can connect by form. @throws Refusal `not_found` */
export function connectable(locals: App.Locals, name: string | undefined): Network {
  if (!(SPOKEN_NAMES as readonly string[]).includes(name ?? '')) throw notFound();
  const network = networkOf(locals.house.networks, name as NetworkName);
  if (!network.connection) throw notFound();
  return network;
}

/** The fields as typed; `client`, `name` and the button are not the network's. */
export const fieldsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** Where networks send people back; on the public address, never on what a Host header says. */
const redirectUriOf = (locals: App.Locals, slug: string): string =>
  new URL(`/studio/${slug}/channels/connect/back`, locals.house.config.publicUrl).href;

/** What a person waits for at most, with every call of a connection in it. */
export const patience = (event: Pick<RequestEvent, 'request'>): AbortSignal =>
  AbortSignal.any([event.request.signal, AbortSignal.timeout(45_000)]);

type Asked = Omit<Parameters<typeof startAuthorization>[3], 'redirectUri'>;

/** Begins at the network's own page of consent, and sends the browser on its way there. */
export async function leaveForConsent(event: RequestEvent, asked: Asked): Promise<never> {
  const { locals, cookies, url } = event;
  const { member, actor } = actorOf(locals);
  const request = { ...asked, redirectUri: redirectUriOf(locals, member.slug) };
  const started = await startAuthorization(locals.house, member.workspaceId, actor, request, patience(event));
  const path = `/studio/${member.slug}/channels/connect`;
  cookies.set(COOKIE, started.browserSecret, {
    path,
    httpOnly: true,
    // The network sends the person back from its own site: a strict cookie would stay behind.
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: COOKIE_LASTS,
  });
  redirect(303, path);
}
