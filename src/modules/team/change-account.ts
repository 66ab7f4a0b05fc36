import { callAccounts, type SetCookies } from './account-call.ts';
import { headersOf, type Desk, type Visitor } from './desk.ts';
import { countTry, forgetTries } from './limit-tries.ts';
import { judgePassword } from './password.ts';
import { forgetLinksIn } from './reset-password.ts';
import type { Language, Person } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

/** Ends every other session and every link that lets in: whoever knew the old password is out. @throws Refusal `password_wrong`, `password_weak`… */
export async function changePassword(
  desk: Desk,
  visitor: Visitor,
  person: Person,
  form: { current: string; password: string },
): Promise<SetCookies> {
  await judgePassword(form.password, [person.name, person.email]);
  await countTry(desk, 'password/account', person.userId);
  const body = { currentPassword: form.current, newPassword: form.password, revokeOtherSessions: true };
  const { cookies } = await callAccounts(() => desk.auth.api.changePassword({ body, headers: headersOf(visitor), returnHeaders: true }));
  await forgetLinksIn(desk.store.outside, person.userId);
  await forgetTries(desk, 'password/account', person.userId);
  return cookies;
}

export async function changeProfile(desk: Desk, userId: string, profile: { name: string; language: Language }): Promise<void> {
  await desk.store.outside
    .withTables<TeamTables>()
    .updateTable('auth.person')
    .set({ ...profile, updated_at: desk.clock.now() })
    .where('id', '=', userId)
    .execute();
}
