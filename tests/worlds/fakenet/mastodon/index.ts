import { findRoute, json, type Exchange, type Routes } from '../exchange.ts';
import type { FakeNetwork, World } from '../world.ts';
import { instanceRoutes, type Software } from './instance.ts';
import { INVALID, memberOf, NOT_FOUND, showAccount } from './member.ts';
import { mediaShelf } from './media.ts';
import { oauthRoutes } from './oauth.ts';
import { statusRoutes } from './statuses.ts';

export { LOOKALIKE, MASTODON } from './instance.ts';

/** A server of the Mastodon API: Mastodon itself (class K) or a lookalike that ignores keys (class L). */
export function fakeMastodon(world: World, software: Software): FakeNetwork {
  const member = memberOf(world);
  const shelf = mediaShelf(member);
  const routes: Routes = {
    ...instanceRoutes(software),
    ...oauthRoutes(world),
    ...shelf.routes,
    ...statusRoutes(world, software, member, shelf),
    'GET /api/v1/accounts/verify_credentials': (exchange) => {
      const account = member(exchange);
      if (account) return json(200, showAccount(world, account, exchange.origin));
      // snac answers a bad token with an empty 422.
      return software.keepsKeys ? INVALID : { status: 422 };
    },
    'GET /api/v1/accounts/lookup': (exchange) => {
      const name = (exchange.url.searchParams.get('acct') ?? '').split('@')[0];
      const account = world.accounts.find((one) => one.name === name);
      return account ? json(200, showAccount(world, account, exchange.origin)) : NOT_FOUND;
    },
  };
  return {
    name: software.name,
    handle: (exchange) => findRoute(routes, exchange)?.() ?? NOT_FOUND,
    keyOf: (exchange: Exchange) => exchange.headers['idempotency-key'] ?? null,
  };
}
