import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { APP_ROLE, startEmbeddedPostgres } from '../../src/plumbing/db/embedded-postgres.ts';
import { migrateJobs } from '../../src/plumbing/jobs/migrate.ts';
import { migrate } from '../../src/plumbing/db/migrate.ts';

/** The template every test database is copied from. */
export const TEMPLATE = 'palabre';

declare module 'vitest' {
  export interface ProvidedContext {
    owner: pg.ClientConfig;
    app: pg.ClientConfig;
  }
}

/** One real PostgreSQL for the whole run, migrated once; each test file copies the template in a fraction of a second. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palabre-test-'));
  const postgres = await startEmbeddedPostgres(folder, { durable: false });
  await migrate(postgres.owner, path.resolve('migrations'), APP_ROLE);
  await migrateJobs(postgres.owner, APP_ROLE);
  project.provide('owner', postgres.owner);
  project.provide('app', postgres.app);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
