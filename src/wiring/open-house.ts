import path from 'node:path';
import type pg from 'pg';
import { readOrMakeSecret, type Config } from '#plumbing/config';
import { systemClock, type Clock } from '#plumbing/clock';
import { openStore, type Store } from '#plumbing/db';
import { openJobs, type Jobs } from '#plumbing/jobs';
import { openFiles, type Files } from '#plumbing/files';
import { openLog, type Log } from '#plumbing/log';
import { siteNetwork } from '#modules/site';
import { openAuth, type Auth } from '#modules/team';
import type { Http } from '#plumbing/http';
import { openSeal, type Seal } from '#plumbing/seal';
import type { Networks } from '#networks/contract';
import { HEARD } from './heard.ts';
import { openGuardedHttp, wireNetworks } from './networks.ts';

/** Everything a process of Palabre holds open; made once at start, closed once at the end. */
export interface House {
  config: Config;
  clock: Clock;
  log: Log;
  store: Store;
  /** Rung inside transactions; answered by the worker only. */
  jobs: Jobs;
  /** Accounts and sessions (modules/team). */
  auth: Auth;
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

export async function openHouse(config: Config, options: HouseOptions): Promise<House> {
  const clock = options.clock ?? systemClock;
  const log = openLog(options.name, config.logLevel);
  const jobs = await openJobs(options.connection, { works: options.name === 'worker', log });
  const store = openStore(options.connection, { clock, ring: jobs.ring, heard: new Set<string>(HEARD) });
  // Beside the sealing keys: whoever shares one database between machines shares that folder.
  const secret = readOrMakeSecret(path.join(path.dirname(config.keyFile), 'sessions'));
  const auth = openAuth({ db: store.outside, publicUrl: config.publicUrl, secret, log });
  const http = openGuardedHttp(config);
  const networks = wireNetworks(config, http, clock, [siteNetwork({ store, config })]);
  return {
    config,
    clock,
    log,
    store,
    auth,
    jobs,
    http,
    seal: openSeal(config.keyFile),
    files: openFiles(config),
    networks,
    close: async () => {
      await jobs.close();
      await store.close();
    },
  };
}
