import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import type { Desk } from './desk.ts';
import type { TeamTables } from './tables.sql.ts';

const HOUR = 3_600_000;

/** What is limited, and how many times an hour. Addresses get more: a whole country's phones may share a few (carrier NAT). */
const LIMITS = {
  'sign-in/account': 10,
  'sign-in/address': 60,
  'second-factor/account': 10,
  'reset/account': 4,
  'reset/address': 30,
  'link/address': 60,
  'password/account': 10,
  'client-code/link': 10,
  'client-code/address': 60,
} as const;
export type Limited = keyof typeof LIMITS;

/**
 * Counts a try before it is made, for known and unknown accounts alike; shared by all processes through the database.
 * @throws Refusal `too_many` with the seconds to wait
 */
export async function countTry(desk: Desk, what: Limited, who: string): Promise<void> {
  const key = keyOf(desk, what, who);
  const now = desk.clock.now();
  const since = new Date(now.getTime() - HOUR);
  const tries = await desk.store.outside.transaction().execute(async (trx) => {
    // One at a time per key: a hundred simultaneous tries must not all read "nine so far".
    await sql`select pg_advisory_xact_lock(${key.readBigInt64BE()})`.execute(trx);
    const db = trx.withTables<TeamTables>();
    await db.deleteFrom('team.attempt').where('key', '=', key).where('at', '<=', since).execute();
    const earlier = await db.selectFrom('team.attempt').where('key', '=', key).select('at').orderBy('at').execute();
    if (earlier.length < LIMITS[what]) await db.insertInto('team.attempt').values({ key, id: newId(), at: now }).execute();
    return earlier;
  });
  if (tries.length < LIMITS[what]) return;
  const freeAt = tries[tries.length - LIMITS[what]]!.at.getTime() + HOUR;
  throw new Refusal('too_many', { status: 429, details: { minutes: Math.max(1, Math.ceil((freeAt - now.getTime()) / 60_000)) } });
}

/** Somebody proved who they are: their earlier slips no longer count. */
export async function forgetTries(desk: Desk, what: Limited, who: string): Promise<void> {
  await desk.store.outside
    .withTables<TeamTables>()
    .deleteFrom('team.attempt')
    .where('key', '=', keyOf(desk, what, who))
    .execute();
}

/** An HMAC, so that the table tells nobody which addresses tried to sign in. */
export function keyOf(desk: Desk, what: Limited | 'code', who: string): Buffer {
  const secret = String(desk.auth.options.secret);
  return createHmac('sha256', secret).update(`${what} ${who}`).digest();
}
