import type pg from 'pg';
import { isWrong, openSkewWatch, systemClock, type SkewWatch } from '#plumbing/clock';
import type { Config } from '#plumbing/config';
import { openStore, sql } from '#plumbing/db';
import { openFiles } from '#plumbing/files';
import type { Http } from '#plumbing/http';
import { openLog } from '#plumbing/log';
import { openSeal } from '#plumbing/seal';
import type { World } from '#modules/publishing';
import { siteNetwork } from '#modules/site';
import { openGuardedHttp, wireNetworks } from '../wiring/networks.ts';
import { openWorld } from '../wiring/open-world.ts';

export interface SenderHouse {
  world: World;
  skew: SkewWatch;
  close(): Promise<void>;
}

/** What the sender holds open: no account library, no job library; it must be back within 300 ms. */
export function openSender(config: Config, connection: pg.PoolConfig): SenderHouse {
  const clock = systemClock;
  const log = openLog('sender', config.logLevel);
  const store = openStore(connection, { clock, max: 12 });
  const skew = openSkewWatch();
  const http = hearingDates(openGuardedHttp(config), skew);
  const seal = openSeal(config.keyFile);
  const networks = wireNetworks({ config, http, clock, seal }, [siteNetwork({ store, config })]);
  const house = { store, clock, networks, log, seal, files: openFiles(config) };
  const world = openWorld(house, { clockWrong: () => isWrong(skew.skewMs(Date.now())) });
  return { world, skew, close: () => store.close() };
}

/** Every answer tells the time its server believes in. */
function hearingDates(http: Http, skew: SkewWatch): Http {
  return {
    send: async (asked) => {
      const sent = Date.now();
      const result = await http.send(asked);
      const date = result.kind === 'answer' ? result.headers['date'] : undefined;
      if (date) skew.hear(new URL(asked.url).host, Date.parse(date), sent, Date.now());
      return result;
    },
  };
}

/** The database's own time: on another machine it is one more voice; the embedded one shares our clock and proves nothing. */
export async function hearDatabase(house: Pick<SenderHouse, 'world' | 'skew'>, config: Config): Promise<void> {
  const sent = Date.now();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(house.world.store.outside);
  if (config.database.kind === 'external') house.skew.hear('database', rows[0]!.now.getTime() - 500, sent, Date.now());
}
