import { callAccounts, type SetCookies } from './account-call.ts';
import { headersOf, type Desk, type Visitor } from './desk.ts';
import { countTry, forgetTries } from './limit-tries.ts';

export interface SignedIn {
  cookies: SetCookies;
  /** True when a code is still asked (verify-second-factor.ts); no session exists yet. */
  secondFactor: boolean;
}

/**
 * The same answer, after the same work, for a wrong password and for an account that doesn't exist.
 * @throws Refusal `sign_in_wrong`, `too_many`
 */
export async function signIn(desk: Desk, visitor: Visitor, form: { email: string; password: string }): Promise<SignedIn> {
  const email = form.email.trim().toLowerCase();
  await countTry(desk, 'sign-in/address', visitor.address);
  await countTry(desk, 'sign-in/account', email);
  const { cookies, answer } = await callAccounts(() =>
    desk.auth.api.signInEmail({ body: { email, password: form.password }, headers: headersOf(visitor), returnHeaders: true }),
  );
  await forgetTries(desk, 'sign-in/account', email);
  return { cookies, secondFactor: 'twoFactorRedirect' in answer };
}

/** Ends this session, in the database and in the browser. */
export async function signOut(desk: Desk, visitor: Visitor): Promise<SetCookies> {
  const { cookies } = await callAccounts(() => desk.auth.api.signOut({ headers: headersOf(visitor), returnHeaders: true }));
  return cookies;
}

/** Opens a session for a person recognised by other means: set-up, invitation, one-time link. */
export async function openSession(desk: Desk, visitor: Visitor, userId: string): Promise<SetCookies> {
  const { cookies } = await callAccounts(() =>
    desk.auth.api.signInKnown({ body: { userId }, headers: headersOf(visitor), returnHeaders: true }),
  );
  return cookies;
}
