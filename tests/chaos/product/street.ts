import {
  handleOf,
  passwordOf,
  tokenOf,
  webhookSecretOf,
  type Account,
  type Fakenet,
  type FakeNetworkName,
} from '../../worlds/fakenet/index.ts';
import type { CommandLine } from './start-product.ts';

/** One connected account: whose it is on which fake network, and what Palabre calls it. */
export interface Door {
  channel: string;
  client: string;
  fake: FakeNetworkName;
  account: string;
}
export type Street = readonly Door[];

/** Connects every account of every network by `channel add`, two at a time. */
export async function connectAll(cli: CommandLine, workspace: string, net: Fakenet, networks: readonly FakeNetworkName[]): Promise<Street> {
  const wanted = networks.flatMap((fake) => net.accounts.map((account) => ({ fake, account })));
  const street: Door[] = [];
  const connect = async (): Promise<void> => {
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      const { fake, account } = next;
      const made = await cli([
        ...['channel', 'add', '--workspace', workspace, '--client', 'Maquis Chez Awa'],
        ...optionsOf(net, fake, account),
      ]);
      street.push({ channel: String(made.id), client: String(made.client), fake, account: account.name });
    }
  };
  // The first one makes the client, which two at once would both find missing.
  const [first] = wanted.splice(0, 1);
  const made = await cli([
    ...['channel', 'add', '--workspace', workspace, '--client', 'Maquis Chez Awa'],
    ...optionsOf(net, first!.fake, first!.account),
  ]);
  street.push({ channel: String(made.id), client: String(made.client), fake: first!.fake, account: first!.account.name });
  await Promise.all([connect(), connect()]);
  return street;
}

function optionsOf(net: Fakenet, fake: FakeNetworkName, account: Account): string[] {
  const address = net.addresses[fake];
  const name = ['--name', `${fake} ${account.name}`];
  switch (fake) {
    case 'mastodon':
    case 'lookalike':
      return [...name, '--network', 'mastodon', '--url', address, '--secret', tokenOf(account)];
    case 'bluesky':
      return [...name, '--network', 'bluesky', '--url', address, '--user', handleOf(account), '--secret', passwordOf(account)];
    case 'wordpress':
      return [...name, '--network', 'wordpress', '--url', address, '--user', account.name, '--secret', passwordOf(account)];
    case 'webhook':
      return [...name, '--network', 'webhook', '--url', `${address}/hooks/${account.name}`, '--secret', webhookSecretOf(account)];
  }
}
