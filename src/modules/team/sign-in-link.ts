import type { Id } from '#words/ids.ts';
import type { SetCookies } from './account-call.ts';
import type { Desk, Visitor } from './desk.ts';
import { hashToken, linkDead, newToken } from './links.ts';
import { openSession } from './sign-in.ts';
import type { TeamTables } from './tables.sql.ts';

const LIFE = 24 * 3_600_000;

/** A one-time way in, printed by the demo and by the CLI on the operator's own screen. */
export async function makeSignInLink(desk: Pick<Desk, 'store' | 'clock'>, userId: Id): Promise<string> {
  const token = newToken();
  const expires_at = new Date(desk.clock.now().getTime() + LIFE);
  const db = desk.store.outside.withTables<TeamTables>();
  await db
    .insertInto('team.sign_in_link')
    .values({ token_hash: hashToken(token), user_id: userId, expires_at })
    .execute();
  return token;
}

/** Opening changes nothing; the button does. */
export async function isSignInLink(desk: Pick<Desk, 'store' | 'clock'>, token: string): Promise<boolean> {
  const db = desk.store.outside.withTables<TeamTables>();
  const found = await db
    .selectFrom('team.sign_in_link')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', desk.clock.now())
    .select('user_id')
    .executeTakeFirst();
  return found !== undefined;
}

/** @throws Refusal `link_dead` when it was used, has expired, or never was */
export async function enterByLink(desk: Desk, visitor: Visitor, token: string): Promise<SetCookies> {
  const db = desk.store.outside.withTables<TeamTables>();
  const used = await db
    .deleteFrom('team.sign_in_link')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', desk.clock.now())
    .returning('user_id')
    .executeTakeFirst();
  if (!used) throw linkDead();
  return openSession(desk, visitor, used.user_id);
}
