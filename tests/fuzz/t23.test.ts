import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { furnish } from '../../src/modules/calendar/furnish.fixture.ts';
import { startApi, type RunningApi } from '../worlds/api.ts';
import { openTestDatabase, type TestDatabase } from '../worlds/database.ts';
import { fuzzApi } from './fuzz-api.ts';

let database: TestDatabase;
let api: RunningApi;
beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

const CALLS = 5_000;
const SEED = 23;

test(
  'T23: five thousand calls made from the document: no accident, no answer it does not announce, no hang',
  { timeout: 240_000 },
  async () => {
    const [own, other] = [await furnish(database), await furnish(database)];
    const keyOf = async (scope: 'publish' | 'write' | 'read') => (await api.key(own.workspaceId, { scope })).key;
    const world = {
      base: api.base,
      keys: { publish: await keyOf('publish'), write: await keyOf('write'), read: await keyOf('read') },
      foreign: [other.clientId, ...other.channelIds],
      picture: new Uint8Array(readFileSync(path.resolve('tests/journeys/tenants/picture.png'))),
    };
    const found = await fuzzApi(world, { calls: CALLS, seed: SEED });
    console.log(JSON.stringify({ test: 'T23', seed: SEED, ...found, faults: found.faults.length, hangs: found.hangs.length, target: 0 }));
    expect(found.faults.slice(0, 20)).toEqual([]);
    expect(found.hangs).toEqual([]);
    expect(found.calls).toBe(CALLS);
  },
);
