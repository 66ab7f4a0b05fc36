import { readFileSync } from 'node:fs';
import path from 'node:path';
import { furnish } from '../../src/modules/calendar/furnish.fixture.ts';
import { row, type Row } from '../chaos/row.ts';
import type { Scope } from '../../src/modules/team/shapes.ts';
import { startApi } from '../worlds/api.ts';
import { openOwnDatabase } from '../worlds/own-database.ts';
import type { TestDatabase } from '../worlds/database.ts';
import { fuzzApi, type Found } from './fuzz-api.ts';

export interface Fuzzing {
  calls: number;
  seed: number;
  /** Milliseconds after which a call counts as hung. */
  hungMs: number;
}

/** T23 on an API of its own, with a neighbour's workspace beside it. */
export async function fuzzOn(database: TestDatabase, how: Fuzzing): Promise<Found> {
  const api = await startApi(database);
  try {
    const [own, other] = [await furnish(database), await furnish(database)];
    const keyOf = async (scope: Scope) => (await api.key(own.workspaceId, { scope })).key;
    const world = {
      base: api.base,
      keys: { manage: await keyOf('manage'), publish: await keyOf('publish'), write: await keyOf('write'), read: await keyOf('read') },
      foreign: [other.clientId, ...other.channelIds],
      picture: new Uint8Array(readFileSync(path.resolve('tests/journeys/tenants/picture.png'))),
    };
    return await fuzzApi(world, how);
  } finally {
    await api.stop();
  }
}

/** T23 whole. */
export async function t23({ seed, calls = 50_000 }: { seed: number; calls?: number }): Promise<Row[]> {
  const database = await openOwnDatabase();
  try {
    const { faults, hangs, ...figures } = await fuzzOn(database, { calls, seed, hungMs: 1_000 });
    return [
      row('T23', seed, 'accidents, and answers the document does not announce', faults.length, 0, {
        ...figures,
        faults: faults.slice(0, 20),
      }),
      row('T23', seed, 'calls that took longer than a second', hangs.length, 0, { hangs: hangs.slice(0, 20) }),
    ];
  } finally {
    await database.close();
  }
}
