import { callAccounts, type SetCookies } from './account-call.ts';
import { headersOf, type Desk, type Visitor } from './desk.ts';
import type { Language, Person } from './shapes.ts';

export interface Recognised {
  person: Person;
  sessionId: string;
  /** A session in use is prolonged: the renewed cookie has to be passed on. */
  cookies: SetCookies;
}

/** Who is signed in, by the session cookie; null for visitors and for revoked or expired sessions. */
export async function readPerson(desk: Desk, visitor: Visitor): Promise<Recognised | null> {
  const { cookies, answer } = await callAccounts(() => desk.auth.api.getSession({ headers: headersOf(visitor), returnHeaders: true }));
  if (!answer) return null;
  const { user, session } = answer;
  const person: Person = {
    userId: user.id,
    name: user.name,
    email: user.email,
    locale: (user.language as Language | null) ?? 'fr',
    secondFactor: user.twoFactorEnabled ?? false,
  };
  return { person, sessionId: session.id, cookies };
}
