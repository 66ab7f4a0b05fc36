import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { NoTables } from '#plumbing/db';
import type { Log } from '#plumbing/log';
import { newId } from '#words/ids.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './shapes.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

export interface AuthSettings {
  db: Kysely<NoTables>;
  publicUrl: URL;
  /** Signs cookies, encrypts second-factor secrets; at least 32 characters, kept outside the database. */
  secret: string;
  log: Log;
}

/**
 * The account library, used as a library only: nothing of it is mounted on an address, every call goes through a verb of this room.
 * Sign-up is closed: accounts are made by the set-up link and by invitations (create-account.ts).
 */
export function openAuth({ db, publicUrl, secret, log }: AuthSettings) {
  const https = publicUrl.protocol === 'https:';
  return betterAuth({
    appName: 'Palabre',
    baseURL: publicUrl.origin,
    secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres', schemaName: 'auth', transaction: true },
    // Its own limits live in memory of one process; ours are in the database (limit-tries.ts).
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ library: 'accounts' }, message) },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_MIN, maxPasswordLength: PASSWORD_MAX },
    plugins: [twoFactor(SECOND_FACTOR), signInKnown()],
    advanced: {
      // `__Host-` makes browsers refuse the cookie with a Domain, another path or without HTTPS.
      cookiePrefix: https ? '__Host-palabre' : 'palabre',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: https },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: ['x-palabre-client'] },
    },
    ...TABLES,
  });
}

export type Auth = ReturnType<typeof openAuth>;

const SECOND_FACTOR = {
  issuer: 'Palabre',
  twoFactorCookieMaxAge: 600,
  accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: HOUR },
  schema: {
    user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
    twoFactor: {
      modelName: 'two_factor',
      fields: {
        userId: 'person_id',
        backupCodes: 'backup_codes',
        failedVerificationCount: 'failed_verification_count',
        lockedUntil: 'locked_until',
      },
    },
  },
};

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

const TABLES = {
  user: {
    modelName: 'person',
    fields: { ...stamps, emailVerified: 'email_verified' },
    additionalFields: { language: { type: 'string', required: false, input: false } },
  },
  session: {
    modelName: 'session',
    fields: { ...stamps, userId: 'person_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
    expiresIn: 30 * DAY,
    // The list of sessions shows a last use that is true to the hour.
    updateAge: HOUR,
    freshAge: 0,
  },
  account: {
    fields: {
      ...stamps,
      userId: 'person_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
  },
  verification: { fields: { ...stamps, expiresAt: 'expires_at' }, storeIdentifier: 'hashed' },
} satisfies Partial<BetterAuthOptions>;

/** Opens a session for somebody we have just recognised ourselves (set-up, invitation, sign-in link); never reachable from outside. */
function signInKnown() {
  return {
    id: 'sign-in-known',
    endpoints: {
      signInKnown: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ userId: z.string() }) }, async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
        if (!user) throw new Error('signInKnown: no such person');
        const session = await ctx.context.internalAdapter.createSession(user.id, false);
        await setSessionCookie(ctx, { session, user }, false);
        return ctx.json({ userId: user.id });
      }),
    },
  };
}
