import type { Config } from '#plumbing/config';
import { databaseAddresses } from '#plumbing/db';
import { openHttp, openOperatorService, readTxt, type Http } from '#plumbing/http';
import { bluesky } from '#networks/bluesky';
import type { Network, NetworkName, Networks } from '#networks/contract';
import { mastodon } from '#networks/mastodon';
import { webhook } from '#networks/webhook';
import { wordpress } from '#networks/wordpress';
import type { Clock } from '#plumbing/clock';
import { signedMediaUrl } from '#modules/library';
import type { Seal } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import { networksToNowhere } from './demo/networks-to-nowhere.ts';

/** The way out to the networks, closed to Palabre itself and to its database. */
export function openGuardedHttp(config: Config): Http {
  return openHttp({ allowHosts: config.allowHosts, ownPorts: [config.port], closed: databaseAddresses(config) });
}

interface Wiring {
  config: Config;
  http: Http;
  clock: Clock;
  seal: Seal;
}

/** Every network this Palabre speaks; `own` are those it answers for itself (the own site). */
export function wireNetworks({ config, http, clock, seal }: Wiring, own: readonly Network[]): Networks {
  const mediaAddress = (workspaceId: Id, mediaId: Id): string =>
    signedMediaUrl({ config, clock, seal }, { workspaceId, mediaId, variant: 'full' });
  const outside = { http, now: () => clock.now() };
  const all = [
    ...own,
    wordpress(outside),
    mastodon(outside),
    bluesky({ ...outside, directory: openOperatorService(config.plcUrl), readTxt }),
    webhook({ ...outside, mediaAddress }),
  ];
  const networks = new Map<NetworkName, Network>(all.map((network) => [network.name, network]));
  return config.demo ? networksToNowhere(networks) : networks;
}
