import { redirect } from '@sveltejs/kit';
import type { Person } from '#modules/team/shapes';

/** The person of an account page; a visitor is sent to sign in and comes back here. */
export function signedIn(locals: App.Locals, url: URL): { person: Person; sessionId: string } {
  const { person, sessionId } = locals;
  if (!person || !sessionId) redirect(303, `/login?next=${encodeURIComponent(url.pathname)}`);
  return { person, sessionId };
}
