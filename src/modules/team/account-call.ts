import { isAPIError } from 'better-auth/api';
import { Refusal } from '#words/refusal.ts';

/** Raw Set-Cookie lines of the account library, for the route to pass on. */
export type SetCookies = string[];

/** Codes of the account library that are a "no" of ours; anything else is an accident and goes up. */
const REFUSALS: Record<string, [code: string, status: number, field?: string]> = {
  INVALID_EMAIL_OR_PASSWORD: ['sign_in_wrong', 401],
  INVALID_EMAIL: ['sign_in_wrong', 401],
  PASSWORD_TOO_LONG: ['sign_in_wrong', 401],
  INVALID_PASSWORD: ['password_wrong', 403, 'password'],
  INVALID_CODE: ['code_wrong', 401, 'code'],
  INVALID_BACKUP_CODE: ['code_wrong', 401, 'code'],
  INVALID_TWO_FACTOR_COOKIE: ['second_factor_late', 401],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['second_factor_late', 401],
  ACCOUNT_TEMPORARILY_LOCKED: ['too_many', 429],
  UNAUTHORIZED: ['signed_out', 401],
};

/** Calls the account library and turns its errors into refusals. @throws Refusal */
export async function callAccounts<T>(call: () => Promise<{ headers: Headers; response: T }>): Promise<{ cookies: SetCookies; answer: T }> {
  try {
    const { headers, response } = await call();
    return { cookies: headers.getSetCookie(), answer: response };
  } catch (error) {
    const known = isAPIError(error) ? REFUSALS[String(error.body?.code)] : undefined;
    if (!known) throw error;
    const [code, status, field] = known;
    throw new Refusal(code, { status, field, cause: error, details: code === 'too_many' ? { minutes: 60 } : {} });
  }
}
