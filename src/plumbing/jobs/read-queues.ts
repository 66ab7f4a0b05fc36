import { sql, type Kysely } from 'kysely';
import type { NoTables } from '../db/ctx.ts';
import { QUEUES, type QueueName } from './queues.ts';

export const JOB_STATES = ['created', 'retry', 'active', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** How many jobs of each queue wait, wait for another try, are at work, or were given up (kept for some days). */
export async function readQueues(db: Kysely<NoTables>): Promise<Record<QueueName, Record<JobState, number>>> {
  const { rows } = await sql<{ name: string; state: JobState; n: number }>`
    select name, state::text as state, count(*) as n from pgboss.job
    where state::text in ('created', 'retry', 'active', 'failed') group by name, state`.execute(db);
  const numberOf = (name: string, state: JobState): number => rows.find((row) => row.name === name && row.state === state)?.n ?? 0;
  const statesOf = (name: string) => Object.fromEntries(JOB_STATES.map((state) => [state, numberOf(name, state)]));
  return Object.fromEntries(Object.keys(QUEUES).map((name) => [name, statesOf(name)])) as Record<QueueName, Record<JobState, number>>;
}
