import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { APP_ROLE, startEmbeddedPostgres } from '../../src/plumbing/db/embedded-postgres.ts';
import { migrateJobs } from '../../src/plumbing/jobs/migrate.ts';
import { migrate } from '../../src/plumbing/db/migrate.ts';

/** The template every test database is copied from. */
export const TEMPLATE = 'palabre';

export interface TestServer {
  owner: pg.ClientConfig;
  app: pg.ClientConfig;
  stop(): Promise<void>;
}

/** One real PostgreSQL, migrated; it forgets a power cut, since tests care for nothing after one. */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palabre-test-'));
  const postgres = await startEmbeddedPostgres(folder, { durable: false });
  await migrate(postgres.owner, path.resolve('migrations'), APP_ROLE);
  await migrateJobs(postgres.owner, APP_ROLE);
  return {
    owner: postgres.owner,
    app: postgres.app,
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
