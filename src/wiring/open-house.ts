import path from 'node:path';
import { readOrMakeSecret, type Config } from '#plumbing/config';
import { openAuth, type Auth } from '#modules/team';
import { openBackHouse, type BackHouse, type HouseOptions } from './open-back-house.ts';

/** Everything a process of Palabre holds open; made once at start, closed once at the end. */
export interface House extends BackHouse {
  /** Accounts and sessions (modules/team). */
  auth: Auth;
}

export async function openHouse(config: Config, options: HouseOptions): Promise<House> {
  const house = await openBackHouse(config, options);
  // Beside the sealing keys: whoever shares one database between machines shares that folder.
  const secret = readOrMakeSecret(path.join(path.dirname(config.keyFile), 'sessions'));
  const auth = openAuth({ db: house.store.outside, publicUrl: config.publicUrl, secret, log: house.log });
  return { ...house, auth };
}
