import { newId, type Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { verifyPassword } from 'better-auth/crypto';
import type { Desk, Letterbox } from './desk.ts';
import { countTry, forgetTries } from './limit-tries.ts';
import { hashToken, linkDead, newToken } from './links.ts';
import type { Person } from './shapes.ts';
import type { TeamTables } from './tables.sql.ts';

const DAY = 86_400_000;

/** Asks to sign in with another address from now on; true once the link mailed there is used. Says nothing of whose it may be. */
export async function askMove(desk: Letterbox, person: Person, form: { email: string; password: string }): Promise<void> {
  await countTry(desk, 'password/account', person.userId);
  await checkPassword(desk, person.userId, form.password);
  await forgetTries(desk, 'password/account', person.userId);
  await countTry(desk, 'reset/account', form.email);
  const id = newId();
  const { userId, locale: language } = person;
  const letter = { id, kind: 'move', email: form.email, user_id: userId, language, asked_at: desk.clock.now(), handled_at: null } as const;
  await desk.store.outside.transaction().execute(async (trx) => {
    await trx.withTables<TeamTables>().insertInto('team.letter').values(letter).execute();
    await desk.jobs.ring(trx, 'letters', { letterId: id });
  });
}

export async function makeMoveLink(desk: Pick<Desk, 'store' | 'clock'>, userId: Id, email: string): Promise<string> {
  const token = newToken();
  const expires_at = new Date(desk.clock.now().getTime() + DAY);
  const db = desk.store.outside.withTables<TeamTables>();
  await db
    .insertInto('team.email_link')
    .values({ token_hash: hashToken(token), user_id: userId, email, expires_at })
    .execute();
  return token;
}

/** The link belongs to the person who asked and is signed in. @throws Refusal `link_dead`, `email_taken` */
export async function confirmMove(desk: Desk, person: Person, token: string): Promise<void> {
  await desk.store.outside.transaction().execute(async (trx) => {
    const db = trx.withTables<TeamTables>();
    const used = await db
      .deleteFrom('team.email_link')
      .where('token_hash', '=', hashToken(token))
      .where('user_id', '=', person.userId)
      .where('expires_at', '>', desk.clock.now())
      .returning('email')
      .executeTakeFirst();
    if (!used) throw linkDead();
    const other = await db.selectFrom('auth.person').where('email', '=', used.email).select('id').executeTakeFirst();
    if (other) throw new Refusal('email_taken', { status: 409 });
    const change = { email: used.email, email_verified: true, updated_at: desk.clock.now() };
    await db.updateTable('auth.person').set(change).where('id', '=', person.userId).execute();
  });
}

async function checkPassword(desk: Desk, userId: Id, password: string): Promise<void> {
  const account = await desk.store.outside
    .withTables<TeamTables>()
    .selectFrom('auth.account')
    .where('person_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .select('password')
    .executeTakeFirst();
  const right = account?.password ? await verifyPassword({ hash: account.password, password }) : false;
  if (!right) throw new Refusal('password_wrong', { status: 403, field: 'password' });
}
