import type pg from 'pg';
import type { Config } from '#plumbing/config';
import { systemClock, type Clock } from '#plumbing/clock';
import { openStore, type Store } from '#plumbing/db';
import { openJobs, type Jobs } from '#plumbing/jobs';
import { openLog, type Log } from '#plumbing/log';
import type { Http } from '#plumbing/http';
import { openSeal, type Seal } from '#plumbing/seal';
import type { Networks } from '#networks/contract';
import { openGuardedHttp, wireNetworks } from './networks.ts';

/** Everything a process of Palabre holds open; made once at start, closed once at the end. */
export interface House {
  config: Config;
  clock: Clock;
  log: Log;
  store: Store;
  /** Rung inside transactions; answered by the worker only. */
  jobs: Jobs;
  /** The only way out to addresses people type. */
  http: Http;
  /** Seals network secrets with the key file, which the database never sees. */
  seal: Seal;
  networks: Networks;
  close(): Promise<void>;
}

export interface HouseOptions {
  /** The name in the log; the worker also answers jobs. */
  name: 'web' | 'worker' | 'cli';
  connection: pg.PoolConfig;
  clock?: Clock;
}

export async function openHouse(config: Config, options: HouseOptions): Promise<House> {
  const clock = options.clock ?? systemClock;
  const log = openLog(options.name, config.logLevel);
  const jobs = await openJobs(options.connection, { works: options.name === 'worker', log });
  const store = openStore(options.connection, { clock, ring: jobs.ring });
  const http = openGuardedHttp(config);
  const networks = wireNetworks([]);
  return {
    config,
    clock,
    log,
    store,
    jobs,
    http,
    seal: openSeal(config.keyFile),
    networks,
    close: async () => {
      await jobs.close();
      await store.close();
    },
  };
}
