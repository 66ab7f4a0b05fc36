import { sql } from 'kysely';
import type { Desk } from './desk.ts';

/** A daily sweep (worker/timetable): expired sessions, links and challenges, letters of last month, tries of yesterday. */
export async function forgetOld(desk: Pick<Desk, 'store' | 'clock'>): Promise<void> {
  const now = desk.clock.now();
  const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
  const db = desk.store.outside;
  await sql`delete from auth.session where expires_at < ${now}`.execute(db);
  await sql`delete from auth.verification where expires_at < ${now}`.execute(db);
  await sql`delete from team.sign_in_link where expires_at < ${now}`.execute(db);
  await sql`delete from team.reset_link where expires_at < ${now}`.execute(db);
  await sql`delete from team.email_link where expires_at < ${now}`.execute(db);
  await sql`delete from team.letter where asked_at < ${ago(30)}`.execute(db);
  await sql`delete from team.attempt where at < ${ago(1)}`.execute(db);
}
