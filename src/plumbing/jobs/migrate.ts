import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { QUEUES } from './queues.ts';

const SCHEMA = 'pgboss';
/** Any constant of ours: one migrator at a time. */
const LOCK = 7_262_524;

/** Brings the job library's schema and our queues to this version, as the owner, and lets the application's role use them. */
export async function migrateJobs(owner: pg.ClientConfig, appRole: string): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  const boss = new PgBoss({ ...(owner as object), schema: SCHEMA, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => undefined);
  try {
    await boss.start();
    for (const [name, options] of Object.entries(QUEUES)) {
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, options);
    }
    const role = client.escapeIdentifier(appRole);
    await client.query(`grant usage on schema ${SCHEMA} to ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role}`);
    await client.query(`grant usage on all sequences in schema ${SCHEMA} to ${role}`);
    await client.query(`grant execute on all functions in schema ${SCHEMA} to ${role}`);
  } finally {
    await boss.stop({ graceful: false });
    await client.end();
  }
}
