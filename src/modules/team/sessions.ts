import ipaddr from 'ipaddr.js';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { Desk } from './desk.ts';
import type { TeamTables } from './tables.sql.ts';

export interface OpenSession {
  id: Id;
  /** The browser's own description of itself; `describeDevice` makes it readable. */
  userAgent: string;
  address: string;
  openedAt: Date;
  /** True to the hour. */
  usedAt: Date;
}

/** Where a person is signed in, last used first. The tokens stay in the database. */
export async function listSessions(desk: Pick<Desk, 'store'>, userId: Id): Promise<OpenSession[]> {
  const rows = await desk.store.outside
    .withTables<TeamTables>()
    .selectFrom('auth.session')
    .where('person_id', '=', userId)
    .where('expires_at', '>', new Date())
    .select(['id', 'user_agent', 'ip_address', 'created_at', 'updated_at'])
    .orderBy('updated_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent ?? '',
    address: readable(row.ip_address ?? ''),
    openedAt: row.created_at,
    usedAt: row.updated_at,
  }));
}

/** Takes effect at that device's next request. @throws Refusal `not_found`, also for somebody else's session */
export async function revokeSession(desk: Pick<Desk, 'store'>, userId: Id, sessionId: Id): Promise<void> {
  const ended = await desk.store.outside
    .withTables<TeamTables>()
    .deleteFrom('auth.session')
    .where('id', '=', sessionId)
    .where('person_id', '=', userId)
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw notFound();
}

export async function revokeOtherSessions(desk: Pick<Desk, 'store'>, userId: Id, keep: Id): Promise<void> {
  const db = desk.store.outside.withTables<TeamTables>();
  await db.deleteFrom('auth.session').where('person_id', '=', userId).where('id', '!=', keep).execute();
}

/** `2001:db8::` rather than eight groups of zeros. */
const readable = (address: string): string => (ipaddr.isValid(address) ? ipaddr.process(address).toString() : address);
