import { fakePds, fakePlc } from './bluesky/index.ts';
import { openFaults, type FaultPlan } from './faults.ts';
import { fakeMastodon, LOOKALIKE, MASTODON } from './mastodon/index.ts';
import { openChance } from './random.ts';
import { listen, type Listening } from './server.ts';
import { FAKE_NETWORKS, openTruth, type FakeNetworkName, type TruthEntry, type Visible } from './truth.ts';
import { fakeWebhook } from './webhook.ts';
import { fakeWordpress } from './wordpress/index.ts';
import type { Account, FakeNetwork, World } from './world.ts';

export { faults, type FaultPlan, type FaultRule } from './faults.ts';
export { FAKE_NETWORKS, type FakeNetworkName, type TruthEntry, type Visible } from './truth.ts';
export { didOf, handleOf, passwordOf, tokenOf, webhookSecretOf, type Account } from './world.ts';

export interface FakenetOptions {
  seed?: number;
  faults?: FaultPlan;
  networks?: readonly FakeNetworkName[];
  /** The first port; the networks take it and the next ones, in the order of `networks`, the PLC directory last. 0: any. */
  port?: number;
  accounts?: readonly Account[];
  /** Milliseconds since the epoch; a test may own the clock. */
  now?: () => number;
  /** Receives the truth log line by line. */
  write?: (line: string) => void;
}

export interface Fakenet {
  addresses: Record<FakeNetworkName | 'plc', string>;
  /** `host:port` of all, for PALABRE_ALLOW_HOSTS. */
  hosts: string[];
  accounts: readonly Account[];
  truth(): TruthEntry[];
  /** What everyone can see, or saw: the effects. */
  visible(network?: FakeNetworkName): Visible[];
  setFaults(plan: FaultPlan): void;
  /** Ends every Bluesky access token, as two hours would. */
  expireSessions(): void;
  /** Forgets every Bluesky upload that waits for its record, as the server's sweep does. */
  sweepBlobs(): void;
  stop(): Promise<void>;
}

export const ACCOUNTS: readonly Account[] = [
  { name: 'awa', secret: 'awas 3cre tawa s3cr' },
  { name: 'kossi', secret: 'koss 3cre tkos s3cr' },
  { name: 'stagiaire', secret: 'stag 3cre tsta s3cr', role: 'contributor' },
];

/** Real protocols of five networks on loopback, with faults drawn from a seed and a truth log of what happened. */
export async function startFakenet(options: FakenetOptions = {}): Promise<Fakenet> {
  const now = options.now ?? Date.now;
  const chance = openChance(options.seed ?? 1);
  const truth = openTruth(now, options.write);
  const picker = openFaults(chance, now);
  picker.set(options.faults ?? { rules: [] });
  const accounts = options.accounts ?? ACCOUNTS;
  const world: World = { now, chance, truth, accounts };
  const names = options.networks ?? FAKE_NETWORKS;

  const addresses: Record<string, string> = {};
  const pds = fakePds(world);
  const make: Record<FakeNetworkName, () => FakeNetwork> = {
    mastodon: () => fakeMastodon(world, MASTODON),
    lookalike: () => fakeMastodon(world, LOOKALIKE),
    bluesky: () => pds,
    wordpress: () => fakeWordpress(world),
    webhook: () => fakeWebhook(world),
  };
  const servers: Listening[] = [];
  const open = async (network: FakeNetwork): Promise<void> => {
    const server = await listen(network, picker, truth, options.port ? options.port + servers.length : 0);
    servers.push(server);
    addresses[network.name] = server.address;
  };
  for (const name of names) await open(make[name]());
  if (names.includes('bluesky')) await open(fakePlc(world, () => addresses.bluesky!));

  return {
    addresses: addresses as Fakenet['addresses'],
    hosts: servers.map((server) => new URL(server.address).host),
    accounts,
    truth: () => truth.all(),
    visible: (network) =>
      truth.all().filter((entry): entry is Visible => entry.kind === 'visible' && (!network || entry.network === network)),
    setFaults: (plan) => picker.set(plan),
    expireSessions: () => pds.expireSessions(),
    sweepBlobs: () => pds.sweepBlobs(),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  };
}
