import { bearer, json, type Answer, type Exchange } from '../exchange.ts';
import { tokenOf, type Account, type World } from '../world.ts';

/** Who the token of a request belongs to; null: nobody. */
export type Member = (exchange: Exchange) => Account | null;

export const memberOf =
  (world: World): Member =>
  (exchange) =>
    world.accounts.find((account) => tokenOf(account) === bearer(exchange)) ?? null;

export const INVALID: Answer = json(401, { error: 'The access token is invalid' });
export const NOT_FOUND: Answer = json(404, { error: 'Record not found' });

/** Ids grow with the order of accounts, so that a test can read them. */
export const idOf = (world: World, account: Account): string => String(109_000_000_000_001 + world.accounts.indexOf(account));

export const showAccount = (world: World, account: Account, origin: string) => ({
  id: idOf(world, account),
  username: account.name,
  acct: account.name,
  display_name: account.name[0]!.toUpperCase() + account.name.slice(1),
  url: `${origin}/@${account.name}`,
  avatar: `${origin}/avatars/${account.name}.png`,
  bot: false,
  locked: false,
  source: { language: 'fr', privacy: 'public' },
});
