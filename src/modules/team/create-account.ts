import type { Kysely } from 'kysely';
import type { NoTables } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import type { Language } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

export interface NewAccount {
  name: string;
  email: string;
  /** Already hashed by the account library (scrypt): hashing takes 100 ms and must not hold a transaction. */
  passwordHash: string;
  language: Language;
  /** True when the person came by a link that was mailed to this address. */
  emailVerified?: boolean;
}

/** Writes a person and their password, in the caller's transaction. @throws Refusal `email_taken` */
export async function createAccount(db: Kysely<NoTables>, account: NewAccount, at: Date): Promise<Id> {
  const tables = db.withTables<TeamTables>();
  const userId = newId();
  const stamps = { created_at: at, updated_at: at };
  const { name, email, language, passwordHash: password } = account;
  const written = await tables
    .insertInto('auth.person')
    .values({ id: userId, name, email, language, email_verified: account.emailVerified ?? false, two_factor_enabled: false, ...stamps })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw new Refusal('email_taken', { status: 409, field: 'email' });
  await tables
    .insertInto('auth.account')
    .values({ id: newId(), person_id: userId, account_id: userId, provider_id: 'credential', password, ...stamps })
    .execute();
  return userId;
}
