import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startTestServer } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    owner: pg.ClientConfig;
    app: pg.ClientConfig;
  }
}

/** One server for the whole run; each test file copies the template in a fraction of a second. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('owner', server.owner);
  project.provide('app', server.app);
  return server.stop;
}
