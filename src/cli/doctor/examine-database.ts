import { sql } from 'kysely';
import { readSendingHealth, readViolations } from '#modules/publishing';
import { clockTrouble, readSkews } from '#plumbing/clock';
import { appConnection } from '#plumbing/db';
import { refuseStrongRole } from '../../plumbing/db/app-role.ts';
import type { House } from '../../wiring/open-house.ts';
import { timeSources } from '../../wiring/time-sources.ts';
import { ill, well, type Finding } from './finding.ts';

export async function examineDatabase(house: Pick<House, 'config' | 'store'>): Promise<Finding> {
  await refuseStrongRole(appConnection(house.config));
  const { rows } = await sql<{ version: string; bytes: string }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(house.store.outside);
  return well('database', 'cli_doctor_database', { version: rows[0]!.version, size: Math.ceil(Number(rows[0]!.bytes) / 1024 ** 2) });
}

/** Whether something due now would leave, from any machine: senders write a sign of life in the database. */
export async function examineSending(house: Pick<House, 'store' | 'clock'>): Promise<Finding> {
  const { alive, trouble, senders } = await readSendingHealth(house.store, house.clock.now());
  if (!alive) return ill('worker', 'cli_doctor_worker_dead');
  if (trouble) return ill('worker', `cli_doctor_sending_${trouble}`);
  return well('worker', 'cli_doctor_worker', { senders });
}

/** The invariants of docs/publishing.md, read in the tables themselves. */
export async function examinePromises(house: Pick<House, 'store'>): Promise<Finding> {
  const broken = await readViolations(house.store);
  if (broken.length === 0) return well('promises', 'cli_doctor_promises');
  const { invariant, publication_id: publication } = broken[0]!;
  return ill('promises', 'cli_doctor_promises_broken', { count: broken.length, invariant, publication });
}

export async function examineClock(house: Pick<House, 'config' | 'store' | 'clock'>): Promise<Finding> {
  const readings = await readSkews(house.clock, timeSources(house));
  const trouble = clockTrouble(readings);
  const sources = readings.map((reading) => reading.source).join(', ');
  if (trouble) return ill('clock', 'cli_doctor_clock_wrong', { seconds: Math.round(trouble.skew / 1000), source: trouble.source });
  return well('clock', 'cli_doctor_clock', { sources });
}
