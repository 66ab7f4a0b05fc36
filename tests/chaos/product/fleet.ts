import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Program } from '../../journeys/palabre/child.ts';
import { descendants } from '../../journeys/palabre/processes.ts';
import { startWeb } from '../../journeys/palabre/web.ts';
import { addressOf } from '../../worlds/look-into.ts';
import type { TestDatabase } from '../../worlds/database.ts';
import type { Api } from './api.ts';
import { furnish } from './furnish.ts';
import type { Outside } from './outside.ts';
import type { Street } from './street.ts';

/** One `npm run worker`: the worker and the sender it keeps. */
export interface Crew {
  processes(): number[];
}

/** Palabre as on several machines: one database, one web process, workers that each have a data folder of their own. */
export interface Fleet {
  net: Outside;
  api: Api;
  street: Street;
  /** Starts so many workers, one after the other, and waits until each gave a sign of life. */
  startWorkers(count: number): Promise<Crew[]>;
  stop(): Promise<void>;
}

export async function openFleet(database: TestDatabase, net: Outside): Promise<Fleet> {
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-fleet-'));
  const shared = {
    DATABASE_URL: addressOf(database.owner),
    PALABRE_APP_DATABASE_URL: addressOf(database.app),
    // What the machines of a fleet share beside the database.
    PALABRE_KEY_FILE: path.join(folder, 'keys'),
    PALABRE_ALLOW_HOSTS: net.hosts.join(','),
    PALABRE_PLC_URL: net.addresses.plc,
    PALABRE_LOG: 'warn',
  };
  const web = await startWeb(database, shared);
  const crews: Program[] = [];
  const settings = { ...shared, PALABRE_PUBLIC_URL: web.origin };
  const alive = async (): Promise<number> =>
    (await database.peek<{ n: number }>(`select count(*)::int as n from publishing.worker where kind = 'worker'`))[0]!.n;

  return {
    net,
    ...(await furnish(web.origin, { ...settings, PALABRE_DATA: path.join(folder, 'cli') }, net)),
    startWorkers: async (count) => {
      for (let n = 0; n < count; n += 1) {
        const before = await alive();
        const crew = run(['start.mjs', 'worker'], { ...settings, PALABRE_DATA: path.join(folder, `worker${n}`) });
        crews.push(crew);
        const end = Date.now() + 60_000;
        while ((await alive()) === before) {
          if (Date.now() > end) throw new Error(`a worker gave no sign of life:\n${crew.said().slice(-3_000)}`);
          await sleep(200);
        }
      }
      return crews.map(({ process }) => ({ processes: () => [process.pid!, ...descendants(process.pid!)] }));
    },
    stop: async () => {
      await Promise.all(crews.map((crew) => crew.stop()));
      await web.stop();
      await net.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
