import type { Config } from '#plumbing/config';
import { openHttp, openOperatorService, type Http, type OperatorService } from '#plumbing/http';
import type { Network, NetworkName, Networks } from '#networks/contract';

/** The way out to the networks, closed to Palabre itself and to its database. */
export function openGuardedHttp(config: Config): Http {
  return openHttp({ allowHosts: config.allowHosts, ownPorts: [config.port], closed: databasesOf(config) });
}

/** The directory of Bluesky accounts is the operator's setting: no guard, no other host. */
export const openDirectory = (config: Config): OperatorService => openOperatorService(config.plcUrl);

/** Every network this Palabre speaks. The own site is added by whoever holds the store (open-house.ts). */
export function wireNetworks(networks: readonly Network[]): Networks {
  return new Map<NetworkName, Network>(networks.map((network) => [network.name, network]));
}

function databasesOf(config: Config): { host: string; port: number }[] {
  if (config.database.kind === 'embedded') return [];
  return [config.database.ownerUrl, config.database.appUrl]
    .filter((url) => url !== null)
    .map((url) => new URL(url))
    .map((url) => ({ host: url.hostname, port: Number(url.port || 5432) }));
}
