import { sql, type Kysely } from 'kysely';
import type { Doorbell, NoTables } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { Desk, Letterbox, Visitor } from './desk.ts';
import { countTry, forgetTries } from './limit-tries.ts';
import { hashToken, linkDead, newToken } from './links.ts';
import { chosenPassword } from './password.ts';
import type { Language } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

const HOUR = 3_600_000;

/** Asks for a reset letter. The web does the same work for every address: only the worker looks whether it has an account. */
export async function askReset(desk: Letterbox, visitor: Visitor, form: { email: string; language: Language }): Promise<void> {
  await countTry(desk, 'reset/address', visitor.address);
  await countTry(desk, 'reset/account', form.email);
  const id = newId();
  const letter = { id, kind: 'reset', ...form, user_id: null, asked_at: desk.clock.now(), handled_at: null } as const;
  await desk.store.outside.transaction().execute(async (trx) => {
    await trx.withTables<TeamTables>().insertInto('team.letter').values(letter).execute();
    await desk.jobs.ring(trx, 'letters', { letterId: id });
  });
}

/** A reset link for the worker's letter, or for the CLI to print: one hour by mail, a day on the operator's screen. */
export async function makeResetLink(desk: Pick<Desk, 'store' | 'clock'>, userId: Id, hours = 1): Promise<string> {
  const token = newToken();
  const expires_at = new Date(desk.clock.now().getTime() + hours * HOUR);
  const db = desk.store.outside.withTables<TeamTables>();
  await db
    .insertInto('team.reset_link')
    .values({ token_hash: hashToken(token), user_id: userId, expires_at })
    .execute();
  return token;
}

/** For the CLI: who has this address? */
export async function findAccount(
  desk: Pick<Desk, 'store'>,
  email: string,
): Promise<{ userId: Id; name: string; language: Language } | null> {
  const db = desk.store.outside.withTables<TeamTables>();
  const address = email.trim().toLowerCase();
  const row = await db.selectFrom('auth.person').where('email', '=', address).select(['id', 'name', 'language']).executeTakeFirst();
  return row ? { userId: row.id, name: row.name, language: row.language } : null;
}

/** Opening the link changes nothing. */
export async function isResetLink(desk: Pick<Desk, 'store' | 'clock'>, token: string): Promise<boolean> {
  return (await personOf(desk, token)) !== null;
}

/** Consumes the link. Every session ends; the second factor stays asked. @throws Refusal `link_dead`, `password_weak`… */
export async function resetByLink(desk: Desk, visitor: Visitor, token: string, password: string): Promise<void> {
  await countTry(desk, 'link/address', visitor.address);
  const person = await personOf(desk, token);
  if (!person) throw linkDead();
  const passwordHash = await chosenPassword(password, [person.name, person.email]);
  await desk.store.outside.transaction().execute(async (trx) => {
    const db = trx.withTables<TeamTables>();
    const used = await db.deleteFrom('team.reset_link').where('token_hash', '=', hashToken(token)).returning('user_id').executeTakeFirst();
    if (!used) throw linkDead();
    await writePassword(trx, person.userId, passwordHash, desk.clock.now());
  });
  await forgetTries(desk, 'sign-in/account', person.email);
}

/** For the operator's CLI. @throws Refusal `not_found`, `password_weak`… */
export async function resetPassword(desk: Desk, email: string, password: string): Promise<void> {
  const account = await findAccount(desk, email);
  if (!account) throw notFound();
  const passwordHash = await chosenPassword(password, [account.name, email]);
  await desk.store.outside.transaction().execute((trx) => writePassword(trx, account.userId, passwordHash, desk.clock.now()));
  await forgetTries(desk, 'sign-in/account', email.trim().toLowerCase());
}

/** For the operator's CLI: the phone is lost, and the backup codes too. @throws Refusal `not_found` */
export async function removeSecondFactor(desk: Desk, email: string): Promise<void> {
  const account = await findAccount(desk, email);
  if (!account) throw notFound();
  await desk.store.outside.transaction().execute(async (trx) => {
    const db = trx.withTables<TeamTables>();
    await db.updateTable('auth.person').set({ two_factor_enabled: false }).where('id', '=', account.userId).execute();
    await sql`delete from auth.two_factor where person_id = ${account.userId}`.execute(trx);
  });
}

async function writePassword(trx: Parameters<Doorbell>[0], userId: Id, password: string, at: Date): Promise<void> {
  const db = trx.withTables<TeamTables>();
  await db
    .updateTable('auth.account')
    .set({ password, updated_at: at })
    .where('person_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute();
  await db.deleteFrom('auth.session').where('person_id', '=', userId).execute();
  await forgetLinksIn(trx, userId);
}

/** What lets somebody in without the password does not outlive it. */
export async function forgetLinksIn(db: Kysely<NoTables>, userId: Id): Promise<void> {
  await db.withTables<TeamTables>().deleteFrom('team.reset_link').where('user_id', '=', userId).execute();
  await db.withTables<TeamTables>().deleteFrom('team.sign_in_link').where('user_id', '=', userId).execute();
}

async function personOf(desk: Pick<Desk, 'store' | 'clock'>, token: string): Promise<{ userId: Id; name: string; email: string } | null> {
  const row = await desk.store.outside
    .withTables<TeamTables>()
    .selectFrom('team.reset_link as l')
    .innerJoin('auth.person as p', 'p.id', 'l.user_id')
    .where('l.token_hash', '=', hashToken(token))
    .where('l.expires_at', '>', desk.clock.now())
    .select(['p.id', 'p.name', 'p.email'])
    .executeTakeFirst();
  return row ? { userId: row.id, name: row.name, email: row.email } : null;
}
