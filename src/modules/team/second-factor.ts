import { sql } from 'kysely';
import { newId } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { callAccounts, type SetCookies } from './account-call.ts';
import { headersOf, type Desk, type Visitor } from './desk.ts';
import { countTry, forgetTries, keyOf } from './limit-tries.ts';
import type { TeamTables } from './tables.sql.ts';

/** Six digits of the app now, or one of the ten backup codes; spaces are forgiven. */
const isAppCode = (code: string): boolean => /^\d{6}$/.test(code);
const plain = (code: string): string => code.replace(/\s+/g, '');

/**
 * The second step of signing in. The challenge cookie made by the first step says for whom.
 * @throws Refusal `code_wrong`, `second_factor_late`, `too_many`
 */
export async function verifySecondFactor(desk: Desk, visitor: Visitor, typed: string): Promise<SetCookies> {
  const code = plain(typed);
  const userId = await challengedPerson(desk, visitor);
  if (!userId) throw new Refusal('second_factor_late', { status: 401 });
  await countTry(desk, 'second-factor/account', userId);
  if (isAppCode(code)) await claimCode(desk, userId, code);
  const request = { body: { code }, headers: headersOf(visitor), returnHeaders: true } as const;
  const { cookies } = await callAccounts<unknown>(() =>
    isAppCode(code) ? desk.auth.api.verifyTOTP(request) : desk.auth.api.verifyBackupCode(request),
  );
  await forgetTries(desk, 'second-factor/account', userId);
  return cookies;
}

export interface BegunSecondFactor {
  /** `otpauth://totp/…`, for a QR code; holds the secret. */
  uri: string;
}

/** Makes a secret; nothing is asked at sign-in before confirmSecondFactor. @throws Refusal `password_wrong`, `too_many` */
export async function beginSecondFactor(desk: Desk, visitor: Visitor, userId: string, password: string): Promise<BegunSecondFactor> {
  await countTry(desk, 'password/account', userId);
  const { answer } = await callAccounts(() =>
    desk.auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: headersOf(visitor), returnHeaders: true }),
  );
  await forgetTries(desk, 'password/account', userId);
  return { uri: answer.method === 'totp' ? answer.totpURI : '' };
}

/** The app's first code proves that it works; from now on sign-in asks. @returns the backup codes, to be shown once. */
export async function confirmSecondFactor(
  desk: Desk,
  visitor: Visitor,
  userId: string,
  typed: string,
): Promise<{ cookies: SetCookies; backupCodes: string[] }> {
  await countTry(desk, 'second-factor/account', userId);
  const { cookies } = await callAccounts(() =>
    desk.auth.api.verifyTOTP({ body: { code: plain(typed) }, headers: headersOf(visitor), returnHeaders: true }),
  );
  await forgetTries(desk, 'second-factor/account', userId);
  const { backupCodes } = await desk.auth.api.viewBackupCodes({ body: { userId } });
  return { cookies, backupCodes };
}

/** Ten new backup codes; the old ones stop working. */
export async function renewBackupCodes(desk: Desk, visitor: Visitor, userId: string, password: string): Promise<string[]> {
  await countTry(desk, 'password/account', userId);
  const { answer } = await callAccounts(() =>
    desk.auth.api.generateBackupCodes({ body: { password }, headers: headersOf(visitor), returnHeaders: true }),
  );
  await forgetTries(desk, 'password/account', userId);
  return answer.backupCodes;
}

export async function stopSecondFactor(desk: Desk, visitor: Visitor, userId: string, password: string): Promise<SetCookies> {
  await countTry(desk, 'password/account', userId);
  const { cookies } = await callAccounts(() =>
    desk.auth.api.disableTwoFactor({ body: { password }, headers: headersOf(visitor), returnHeaders: true }),
  );
  await forgetTries(desk, 'password/account', userId);
  return cookies;
}

/** Whom the challenge cookie is about. Its signature is checked by the library; here it only chooses whose tries are counted. */
async function challengedPerson(desk: Desk, visitor: Visitor): Promise<string | null> {
  const context = await desk.auth.$context;
  const { name } = context.createAuthCookie('two_factor');
  const value = visitor.cookie
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  const identifier = decodeURIComponent(value ?? '').split('.')[0];
  if (!identifier) return null;
  const challenge = await context.internalAdapter.findVerificationValue(identifier);
  return challenge && challenge.expiresAt > new Date() ? challenge.value : null;
}

/** A code read over a shoulder doesn't work a second time in its 90 seconds, nor at the same instant. @throws Refusal `code_wrong` */
async function claimCode(desk: Desk, userId: string, code: string): Promise<void> {
  const key = keyOf(desk, 'code', `${userId} ${code}`);
  const now = desk.clock.now();
  const claimed = await desk.store.outside.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${key.readBigInt64BE()})`.execute(trx);
    const db = trx.withTables<TeamTables>();
    const used = await db
      .selectFrom('team.attempt')
      .where('key', '=', key)
      .where('at', '>', new Date(now.getTime() - 120_000))
      .select('id')
      .executeTakeFirst();
    if (!used) await db.insertInto('team.attempt').values({ key, id: newId(), at: now }).execute();
    return !used;
  });
  if (!claimed) throw new Refusal('code_wrong', { status: 401, field: 'code' });
}
