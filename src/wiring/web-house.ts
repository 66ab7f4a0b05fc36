import { readConfig } from '#plumbing/config';
import { appConnection } from '#plumbing/db';
import { rememberHouse } from './houses.ts';
import { openHouse, type House } from './open-house.ts';

let opened: Promise<House> | null = null;

/** The house of the web process, opened at its first use (hooks.server.ts), closed by the server when it leaves. */
export function webHouse(): Promise<House> {
  opened ??= open();
  return opened;
}

async function open(): Promise<House> {
  const config = readConfig();
  const house = await openHouse(config, { name: 'web', connection: appConnection(config) });
  rememberHouse(house);
  return house;
}
