import type { Config } from '#plumbing/config';
import { databaseAddresses } from '#plumbing/db';
import { openHttp, openOperatorService, readTxt, type Http } from '#plumbing/http';
import { bluesky } from '#networks/bluesky';
import type { Network, NetworkName, Networks } from '#networks/contract';
import { mastodon } from '#networks/mastodon';
import { webhook } from '#networks/webhook';
import { wordpress } from '#networks/wordpress';
import type { Clock } from '#plumbing/clock';
import { networksToNowhere } from './demo/networks-to-nowhere.ts';

/** The way out to the networks, closed to Palabre itself and to its database. */
export function openGuardedHttp(config: Config): Http {
  return openHttp({ allowHosts: config.allowHosts, ownPorts: [config.port], closed: databaseAddresses(config) });
}

/** Every network this Palabre speaks; `own` are those it answers for itself (the own site). */
export function wireNetworks(config: Config, http: Http, clock: Clock, own: readonly Network[]): Networks {
  const outside = { http, now: () => clock.now() };
  const all = [
    ...own,
    wordpress(outside),
    mastodon(outside),
    bluesky({ ...outside, directory: openOperatorService(config.plcUrl), readTxt }),
    webhook(outside),
  ];
  const networks = new Map<NetworkName, Network>(all.map((network) => [network.name, network]));
  return config.demo ? networksToNowhere(networks) : networks;
}
