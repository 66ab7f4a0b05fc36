import type pg from 'pg';
import { systemClock, type Clock } from '#plumbing/clock';
import type { Config } from '#plumbing/config';
import { openStore, type Store } from '#plumbing/db';
import { openFiles, type Files } from '#plumbing/files';
import type { Http } from '#plumbing/http';
import { openJobs, type Jobs } from '#plumbing/jobs';
import { openLog, type Log } from '#plumbing/log';
import { openSeal, type Seal } from '#plumbing/seal';
import { siteNetwork } from '#modules/site';
import type { Networks } from '#networks/contract';
import { HEARD } from './heard.ts';
import { openGuardedHttp, wireNetworks } from './networks.ts';

/** What the worker holds open: a house without the account library, which is heavy and which it never asks. */
export interface BackHouse {
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
  /** Where the bytes of media rest. */
  files: Files;
  networks: Networks;
  close(): Promise<void>;
}

export interface HouseOptions {
  /** The name in the log; the worker also answers jobs. */
  name: 'web' | 'worker' | 'cli';
  connection: pg.PoolConfig;
  clock?: Clock;
}

export async function openBackHouse(config: Config, options: HouseOptions): Promise<BackHouse> {
  const clock = options.clock ?? systemClock;
  const log = openLog(options.name, config.logLevel);
  const jobs = await openJobs(options.connection, { works: options.name === 'worker', log });
  const store = openStore(options.connection, { clock, ring: jobs.ring, heard: new Set<string>(HEARD) });
  const http = openGuardedHttp(config);
  const seal = openSeal(config.keyFile);
  const networks = wireNetworks({ config, http, clock, seal }, [siteNetwork({ store, config })]);
  return {
    config,
    clock,
    log,
    store,
    jobs,
    http,
    seal,
    files: openFiles(config),
    networks,
    close: async () => {
      await jobs.close();
      await store.close();
    },
  };
}
