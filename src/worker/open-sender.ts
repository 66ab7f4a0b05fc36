import type pg from 'pg';
import { openClockWatch, openSkewWatch, systemClock, unquestioned, type Clock, type SkewWatch, type TimeSource } from '#plumbing/clock';
import type { Config } from '#plumbing/config';
import { openStore, ringLater, sql } from '#plumbing/db';
import { openFiles } from '#plumbing/files';
import type { Http } from '#plumbing/http';
import { openLog } from '#plumbing/log';
import { openSeal } from '#plumbing/seal';
import { beat, type World } from '#modules/publishing';
import { siteNetwork } from '#modules/site';
import type { Id } from '#words/ids.ts';
import { HEARD } from '../wiring/heard.ts';
import { openGuardedHttp, wireNetworks } from '../wiring/networks.ts';
import { openWorld } from '../wiring/open-world.ts';
import { timeSources } from '../wiring/time-sources.ts';

export interface SenderHouse {
  world: World;
  /** Asks the database for the time, and so opens the pool before the hour strikes. */
  hearDatabase(): Promise<void>;
  /** Says that this sender lives, and what keeps it from sending. */
  giveSign(holder: Id): Promise<void>;
  close(): Promise<void>;
}

/**
 * What the sender holds open: no account library, no job library; it must be back within 300 ms.
 * @param clock this machine's; a test's may be wrong
 */
export function openSender(config: Config, connection: pg.PoolConfig, clock: Clock = systemClock): SenderHouse {
  const log = openLog('sender', config.logLevel);
  const store = openStore(connection, { clock, max: 12, ring: ringLater, heard: new Set<string>(HEARD) });
  const watch = openSkewWatch();
  const plain = openGuardedHttp(config);
  const http = hearingDates(plain, watch, clock);
  const seal = openSeal(config.keyFile);
  const networks = wireNetworks({ config, http, clock, seal }, [siteNetwork({ store, config })]);
  const house = { store, clock, networks, log, seal, files: openFiles(config) };
  // The database is heard at each sign of life: it is not asked again.
  const sources = timeSources({ config, store }).filter(({ name }) => name !== 'database');
  const time = config.demo ? unquestioned : openClockWatch({ watch, clock, sources, sourceAt: (address) => receiver(plain, address) });
  const world = openWorld(house, time);

  const hearDatabase = async (): Promise<void> => {
    const sent = clock.now().getTime();
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(store.outside);
    if (config.database.kind === 'external') watch.hear('database', rows[0]!.now.getTime() - 500, sent, clock.now().getTime(), 'near');
  };
  return {
    world,
    hearDatabase,
    giveSign: async (holder) => {
      await hearDatabase();
      await beat(store, clock.now(), { holder, kind: 'sender' }, world.clockWrong() ? 'clock_wrong' : null);
    },
    close: () => store.close(),
  };
}

/** Every answer tells the time its server believes in. */
function hearingDates(http: Http, watch: SkewWatch, clock: Clock): Http {
  return {
    send: async (asked) => {
      const sent = clock.now().getTime();
      const result = await http.send(asked);
      const date = result.kind === 'answer' ? result.headers['date'] : undefined;
      if (date) watch.hear(new URL(asked.url).host, Date.parse(date), sent, clock.now().getTime());
      return result;
    },
  };
}

/** Where a post is about to go is asked for its headers only, through the guarded way out. */
function receiver(http: Http, address: string): TimeSource | null {
  if (!/^https?:/.test(address)) return null;
  return {
    name: new URL(address).host,
    witness: 'network',
    read: async () => {
      const result = await http.send({ method: 'HEAD', url: address, timeoutMs: 3_000 });
      const date = new Date(result.kind === 'answer' ? (result.headers['date'] ?? '') : '');
      return Number.isNaN(date.getTime()) ? null : date;
    },
  };
}
