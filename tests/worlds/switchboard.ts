import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Switchboard } from '../../src/modules/channels/index.server.ts';
import type { Network, NetworkName } from '../../src/networks/contract.ts';
import { openSeal } from '../../src/plumbing/seal/index.ts';
import type { TestDatabase } from './database.ts';

/** What the channels room needs of a house: a test database, keys in a folder of their own, and these networks. */
export function switchboardOf(database: TestDatabase, networks: readonly Network[]): Switchboard & { keyFile: string; close(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-keys-'));
  const keyFile = path.join(folder, 'keys');
  return {
    store: database.store,
    clock: database.clock,
    seal: openSeal(keyFile),
    networks: new Map<NetworkName, Network>(networks.map((network) => [network.name, network])),
    keyFile,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
