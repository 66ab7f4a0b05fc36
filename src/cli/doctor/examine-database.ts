import { sql } from 'kysely';
import { readSendingHealth, readViolations } from '#modules/publishing';
import { clockTrouble, readSkews } from '#plumbing/clock';
import { appConnection } from '#plumbing/db';
import { openOperatorService } from '#plumbing/http';
import { refuseStrongRole } from '../../plumbing/db/app-role.ts';
import type { House } from '../../wiring/open-house.ts';
import { timeSources } from '../../wiring/time-sources.ts';
import { isLoopback } from './examine-machine.ts';
import { advice, ill, well, type Finding } from './finding.ts';

export async function examineDatabase(house: House): Promise<Finding> {
  await refuseStrongRole(appConnection(house.config));
  const { rows } = await sql<{ version: string; bytes: string }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(house.store.outside);
  return well('database', 'cli_doctor_database', { version: rows[0]!.version, size: Math.ceil(Number(rows[0]!.bytes) / 1024 ** 2) });
}

/** Whether something due now would leave, from any machine: senders write a sign of life in the database. */
export async function examineSending(house: House): Promise<Finding> {
  const { alive, trouble, senders } = await readSendingHealth(house.store, house.clock.now());
  if (!alive) return ill('worker', 'cli_doctor_worker_dead');
  if (trouble) return ill('worker', `cli_doctor_sending_${trouble}`);
  return well('worker', 'cli_doctor_worker', { senders });
}

/** The invariants of docs/publishing.md, read in the tables themselves. */
export async function examinePromises(house: House): Promise<Finding> {
  const broken = await readViolations(house.store);
  if (broken.length === 0) return well('promises', 'cli_doctor_promises');
  const { invariant, publication_id: publication } = broken[0]!;
  return ill('promises', 'cli_doctor_promises_broken', { count: broken.length, invariant, publication });
}

export async function examineClock(house: House): Promise<Finding> {
  const readings = await readSkews(house.clock, timeSources(house));
  const trouble = clockTrouble(readings);
  const sources = readings.map((reading) => reading.source).join(', ');
  if (trouble) return ill('clock', 'cli_doctor_clock_wrong', { seconds: Math.round(trouble.skew / 1000), source: trouble.source });
  return well('clock', 'cli_doctor_clock', { sources });
}

/** Asks this Palabre for its name by the address people type. */
export async function examineAddress(house: House): Promise<Finding> {
  const address = house.config.publicUrl.href;
  const answer = await openOperatorService(address).get('healthz');
  if (!answer) return ill('public-address', 'cli_doctor_unreachable', { address });
  if (!saysPalabre(answer.body)) return ill('public-address', 'cli_doctor_not_us', { address });
  const key = isLoopback(house.config.publicUrl.hostname) ? 'cli_doctor_reachable_here' : 'cli_doctor_reachable';
  return isLoopback(house.config.publicUrl.hostname)
    ? advice('public-address', key, { address })
    : well('public-address', key, { address });
}

function saysPalabre(body: Uint8Array): boolean {
  try {
    return typeof (JSON.parse(Buffer.from(body).toString('utf8')) as { palabre?: unknown }).palabre === 'string';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
