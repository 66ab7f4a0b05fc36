import type pg from 'pg';
import { isWrong, openSkewWatch, systemClock, type SkewWatch } from '#plumbing/clock';
import type { Config } from '#plumbing/config';
import { openStore, sql } from '#plumbing/db';
import { openFiles } from '#plumbing/files';
import type { Http } from '#plumbing/http';
import { openLog } from '#plumbing/log';
import { openSeal } from '#plumbing/seal';
import { confirmIdentity, openLine, readChannel, recordHealth, type Switchboard } from '#modules/channels';
import { readMediaBytes } from '#modules/library';
import { TIMINGS, type Channels, type World } from '#modules/publishing';
import { siteNetwork } from '#modules/site';
import { Refusal } from '#words/refusal.ts';
import { openGuardedHttp, wireNetworks } from '../wiring/networks.ts';

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
  const networks = wireNetworks(config, http, clock, [siteNetwork({ store, config })]);
  const switchboard: Switchboard = { store, seal: openSeal(config.keyFile), networks, clock };
  const files = openFiles(config);
  const world: World = {
    store,
    clock,
    random: Math.random,
    networks,
    timings: TIMINGS,
    channels: channelsOf(switchboard),
    readMedia: (workspaceId) => (media) => readMediaBytes({ files }, workspaceId, media),
    clockWrong: () => isWrong(skew.skewMs(Date.now())),
    log,
  };
  return { world, skew, close: () => store.close() };
}

function channelsOf(switchboard: Switchboard): Channels {
  return {
    open: async (ctx, channelId) => {
      const channel = await orNull(readChannel(ctx, channelId));
      if (!channel) return null;
      const line = channel.state === 'removed' ? null : await orNull(openLine(ctx, switchboard, channelId));
      return { state: channel.state, line, networkUserId: channel.networkUserId, quietMs: channel.quietMs };
    },
    confirm: (workspaceId, channelId, signal) => confirmIdentity(switchboard, workspaceId, channelId, signal),
    health: recordHealth,
  };
}

/** A refusal of the channels' room (gone, closed, unreadable secret) means: there is no line. */
async function orNull<T>(wanted: Promise<T>): Promise<T | null> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
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
