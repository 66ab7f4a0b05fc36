import type { NetworkName } from '#networks/contract';
import { handleOf, passwordOf, tokenOf, webhookSecretOf, type Account, type FakeNetworkName, type Fakenet } from './index.ts';

/** Which module of the product speaks to which fake network. */
export const MODULE = {
  mastodon: 'mastodon',
  lookalike: 'mastodon',
  bluesky: 'bluesky',
  wordpress: 'wordpress',
  webhook: 'webhook',
} as const satisfies Record<FakeNetworkName, NetworkName>;

/** What a person pastes in the form that connects an account. */
export function formOf({ addresses }: Pick<Fakenet, 'addresses'>, network: FakeNetworkName, account: Account): Record<string, string> {
  const address = addresses[network];
  if (network === 'bluesky') return { handle: handleOf(account), password: passwordOf(account), address };
  if (network === 'wordpress') return { address, user: account.name, password: passwordOf(account) };
  if (network === 'webhook') return { address: `${address}/hooks/${account.name}`, secret: webhookSecretOf(account) };
  return { address, token: tokenOf(account) };
}
