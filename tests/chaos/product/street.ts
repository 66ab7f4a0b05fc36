import { MODULE } from '../../worlds/fakenet/forms.ts';
import type { Account, FakeNetworkName } from '../../worlds/fakenet/index.ts';
import type { CommandLine } from './command-line.ts';
import type { Outside } from './outside.ts';

/** One connected account: whose it is on which network, and what Palabre calls it. */
export interface Door {
  channel: string;
  client: string;
  fake: FakeNetworkName;
  account: string;
}
export type Street = readonly Door[];

/** Connects every account of every network by `channel add`, two at a time. */
export async function connectAll(cli: CommandLine, workspace: string, net: Outside): Promise<Street> {
  const wanted = net.networks.flatMap((fake) => net.accounts.map((account) => ({ fake, account })));
  const street: Door[] = [];
  const connect = async (fake: FakeNetworkName, account: Account): Promise<void> => {
    const { url, user, secret } = net.keysOf(fake, account);
    const made = await cli([
      ...['channel', 'add', '--workspace', workspace, '--client', 'Maquis Chez Awa', '--network', MODULE[fake]],
      ...['--name', `${fake} ${account.name}`, '--url', url, ...(user ? ['--user', user] : []), '--secret', secret],
    ]);
    street.push({ channel: String(made.id), client: String(made.client), fake, account: account.name });
  };
  const work = async (): Promise<void> => {
    for (let next = wanted.shift(); next; next = wanted.shift()) await connect(next.fake, next.account);
  };
  // The first one makes the client, which two at once would both find missing.
  const first = wanted.shift()!;
  await connect(first.fake, first.account);
  await Promise.all([work(), work()]);
  return street;
}
