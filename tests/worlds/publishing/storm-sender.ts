import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Id } from '../../../src/words/ids.ts';
import { sessionInMemory, type Line, type NetworkName } from '../../../src/networks/contract.ts';
import { runSender, type Timings, type World } from '../../../src/modules/publishing/index.server.ts';
import { systemClock, unquestioned } from '../../../src/plumbing/clock/index.ts';
import { listenTo, openStore } from '../../../src/plumbing/db/index.ts';
import { askedToLeave, tellReady } from '../../../src/plumbing/life/index.ts';
import { networksOn } from '../lines.ts';

/** What a sender in a storm is told by the test: the real core and the real networks, its delays divided, its lines in clear. */
export interface StormOrders {
  connection: pg.ClientConfig;
  addresses: Record<string, string>;
  hosts: string[];
  lines: Record<Id, Omit<Line, 'session'>>;
  timings: Timings;
}

const orders = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as StormOrders;
const store = openStore(orders.connection, { clock: systemClock, max: 8 });
const networks = networksOn(orders as never);
const sessions = new Map(Object.keys(orders.lines).map((id) => [id, sessionInMemory()]));
const world: World = {
  store,
  clock: systemClock,
  random: Math.random,
  networks: new Map(Object.entries(networks) as [NetworkName, (typeof networks)['webhook']][]),
  timings: orders.timings,
  channels: {
    open: async (_ctx, id) => {
      const line = { ...orders.lines[id]!, session: sessions.get(id)! };
      return { state: 'connected', line, networkUserId: line.networkUserId, quietMs: 0 };
    },
    confirm: async () => ({ kind: 'same' }),
    health: async () => undefined,
  },
  readMedia: () => async () => new Uint8Array(),
  ...unquestioned,
  log: { info: () => undefined, warn: () => undefined, error: (about: unknown, what?: string) => console.error(what, about) },
};
const stop = new AbortController();
void askedToLeave().then(() => stop.abort());
const holder = new Promise<Id>((resolve) => process.on('message', (message: { lead?: Id }) => message.lead && resolve(message.lead)));
tellReady();
await runSender(world, {
  holder: await holder,
  stop: stop.signal,
  listen: (wake) => void listenTo(orders.connection, 'publishing_due', wake),
});
process.exit(0);
