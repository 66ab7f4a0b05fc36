import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { APP_ROLE, startEmbeddedPostgres } from '../../src/plumbing/db/embedded-postgres.ts';
import { migrate } from '../../src/plumbing/db/migrate.ts';
import { migrateJobs } from '../../src/plumbing/jobs/migrate.ts';
import { lookInto, type TestDatabase } from './look-into.ts';

/** A PostgreSQL of its own, for what runs outside the test runner (bench:chaos). @param connections as many as several machines need */
export async function openOwnDatabase(start = new Date(), connections?: number): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palabre-own-'));
  const postgres = await startEmbeddedPostgres(folder, { durable: false, ...(connections && { connections }) });
  await migrate(postgres.owner, path.resolve(import.meta.dirname, '../../migrations'), APP_ROLE);
  await migrateJobs(postgres.owner, APP_ROLE);
  const database = lookInto(postgres.owner, postgres.app, start);
  return {
    ...database,
    close: async () => {
      await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
