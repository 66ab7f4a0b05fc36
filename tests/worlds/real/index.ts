import type { Outside } from '../../chaos/product/outside.ts';
import { openFaults } from '../fakenet/faults.ts';
import { openChance } from '../fakenet/random.ts';
import { listen, type Listening } from '../fakenet/server.ts';
import { openTruth, type FakeNetworkName } from '../fakenet/truth.ts';
import type { Account } from '../fakenet/world.ts';
import { freePort } from '../../journeys/palabre/port.ts';
import { startBluesky } from './bluesky.ts';
import { realServer } from './lossy-proxy.ts';
import type { RealServer } from './server.ts';
import { missingForWordpress, startWordpress } from './wordpress.ts';

/** The real servers this machine can run, and what it lacks for the others, in words. */
export function whatIsReal(): { networks: FakeNetworkName[]; notRun: string[] } {
  const missing = missingForWordpress();
  if (missing.length === 0) return { networks: ['bluesky', 'wordpress'], notRun: [] };
  return { networks: ['bluesky'], notRun: [`a real WordPress: not installed here (missing: ${missing.join(', ')})`] };
}

/** Real servers, each behind a proxy that refuses, loses answers and delivers late. What became visible is read from the servers themselves. */
export async function startReal(seed: number, networks: readonly FakeNetworkName[], accounts: readonly Account[]): Promise<Outside> {
  const chance = openChance(seed);
  const picker = openFaults(chance, Date.now);
  const calls = openTruth(Date.now);
  const servers = new Map<FakeNetworkName, RealServer>();
  const proxies: Listening[] = [];
  const addresses: Record<string, string> = {};
  const stop = async (): Promise<void> => {
    for (const proxy of proxies) await proxy.stop();
    for (const server of servers.values()) await server.stop();
  };
  try {
    for (const name of networks) {
      const front = await freePort();
      const server = name === 'bluesky' ? await startBluesky(accounts, front) : await startWordpress(accounts, front);
      servers.set(name, server);
      if ('plc' in server) addresses.plc = String(server.plc);
      proxies.push(await listen(realServer(name, server.port), picker, calls, front));
      addresses[name] = `http://${name === 'bluesky' ? 'localhost' : '127.0.0.1'}:${front}`;
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    networks,
    accounts,
    addresses: addresses as Outside['addresses'],
    hosts: networks.map((name) => new URL(addresses[name]!).host),
    setFaults: (plan) => picker.set(plan),
    keysOf: (network, account) => ({ url: addresses[network]!, ...servers.get(network)!.keys(account) }),
    truth: async () => {
      const seen = await Promise.all([...servers.values()].map((server) => server.readPosts()));
      return [...calls.all(), ...seen.flat().map((post, n) => ({ ...post, n: calls.all().length + n + 1, at: Date.now() }))];
    },
    stop,
  };
}
