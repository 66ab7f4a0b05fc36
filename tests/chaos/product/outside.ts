import {
  handleOf,
  passwordOf,
  startFakenet,
  tokenOf,
  webhookSecretOf,
  type Account,
  type FakeNetworkName,
  type FaultPlan,
  type TruthEntry,
} from '../../worlds/fakenet/index.ts';

/** The networks a storm rages on: fakenet, or real servers behind a lossy proxy (tests/worlds/real). */
export interface Outside {
  networks: readonly FakeNetworkName[];
  accounts: readonly Account[];
  addresses: Record<FakeNetworkName | 'plc', string>;
  /** `host:port` of all, for PALABRE_ALLOW_HOSTS. */
  hosts: string[];
  setFaults(plan: FaultPlan): void;
  /** What a person types to connect this account. */
  keysOf(network: FakeNetworkName, account: Account): Keys;
  /** Calls with their faults, and everything that is or was visible. */
  truth(): Promise<TruthEntry[]>;
  stop(): Promise<void>;
}

export interface Keys {
  url: string;
  user?: string;
  secret: string;
}

export async function startFake(seed: number, networks: readonly FakeNetworkName[], accounts: readonly Account[]): Promise<Outside> {
  const net = await startFakenet({ seed, networks, accounts });
  return {
    ...{ networks, accounts, addresses: net.addresses, hosts: net.hosts, setFaults: net.setFaults, stop: net.stop },
    truth: async () => net.truth(),
    keysOf: (network, account) => {
      const url = net.addresses[network];
      switch (network) {
        case 'mastodon':
        case 'lookalike':
          return { url, secret: tokenOf(account) };
        case 'bluesky':
          return { url, user: handleOf(account), secret: passwordOf(account) };
        case 'wordpress':
          return { url, user: account.name, secret: passwordOf(account) };
        case 'webhook':
          return { url: `${url}/hooks/${account.name}`, secret: webhookSecretOf(account) };
      }
    },
  };
}

/** So many people with an account on every network. */
export const people = (count: number): Account[] =>
  Array.from({ length: count }, (_, n) => {
    const group = (part: string): string => `${part}${String(n).padStart(2, '0')}`;
    return { name: `compte${n}`, secret: ['ab', 'cd', 'ef', 'gh'].map(group).join(' ') };
  });
