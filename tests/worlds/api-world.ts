import { afterAll, beforeAll } from 'vitest';
import { furnish } from '../../src/modules/calendar/furnish.fixture.ts';
import type { NewApiKey } from '../../src/modules/team/shapes.ts';
import { caller, startApi, type RunningApi } from './api.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** The API as the tests of one file share it; the fields are there once the first test begins. */
export interface ApiWorld {
  database: TestDatabase;
  api: RunningApi;
  /** A workspace with a client and its channels. */
  house: Awaited<ReturnType<typeof furnish>>;
  keyId: string;
  /** As the holder of a key that may publish. */
  call: ReturnType<typeof caller>;
  /** As the holder of another key of the same workspace. */
  callAs(wanted: Partial<NewApiKey>): Promise<ReturnType<typeof caller>>;
  /** Another workspace, and a key of its own. */
  renew(): Promise<void>;
}

/** Opens it before the tests of a file and closes it after them. @param log level of what the house writes */
export function apiWorld(log?: string): ApiWorld {
  const world = {
    callAs: async (wanted) => caller(world.api.base, (await world.api.key(world.house.workspaceId, wanted)).key),
    renew: async () => {
      world.house = await furnish(world.database);
      const { id, key } = await world.api.key(world.house.workspaceId);
      world.keyId = id;
      world.call = caller(world.api.base, key);
    },
  } as ApiWorld;
  beforeAll(async () => {
    world.database = await openTestDatabase();
    world.api = await startApi(world.database, log);
    await world.renew();
  });
  afterAll(async () => {
    await world.api?.stop();
    await world.database?.close();
  });
  return world;
}
