import type pg from 'pg';
import type { Config } from '#plumbing/config';
import { systemClock, type Clock } from '#plumbing/clock';
import { openStore, type Store } from '#plumbing/db';
import { openLog, type Log } from '#plumbing/log';
import { readOrMakeSecret } from '#plumbing/config';
import { openAuth, type Auth } from '#modules/team';
import path from 'node:path';

/** Everything a process of Palabre holds open; made once at start, closed once at the end. */
export interface House {
  config: Config;
  clock: Clock;
  log: Log;
  store: Store;
  /** Accounts and sessions (modules/team). */
  auth: Auth;
  close(): Promise<void>;
}

export interface HouseOptions {
  /** `web`, `worker`, `cli`: the name in the log. */
  name: string;
  connection: pg.PoolConfig;
  clock?: Clock;
}

export async function openHouse(config: Config, options: HouseOptions): Promise<House> {
  const clock = options.clock ?? systemClock;
  const log = openLog(options.name, config.logLevel);
  const store = openStore(options.connection, { clock });
  // Beside the sealing keys: whoever shares one database between machines shares that folder.
  const secret = readOrMakeSecret(path.join(path.dirname(config.keyFile), 'sessions'));
  const auth = openAuth({ db: store.outside, publicUrl: config.publicUrl, secret, log });
  return { config, clock, log, store, auth, close: () => store.close() };
}
