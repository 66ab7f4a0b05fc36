import pg from 'pg';
import { ROOT } from '../../house/planted.ts';
import { readConfig } from '../../../src/plumbing/config/index.ts';
import { appConnection, ownerConnection } from '../../../src/plumbing/db/index.ts';
import { openHouse, type House } from '../../../src/wiring/open-house.ts';
import type { Palabre } from './start.ts';

export interface Inside {
  /** On the same database and keys as the running Palabre. */
  house: House;
  /** As the database's owner: a thief with the whole server. */
  steal<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/** A way in behind a running Palabre, for what no page shows. */
export async function openInside(palabre: Pick<Palabre, 'settings'>): Promise<Inside> {
  const config = readConfig(palabre.settings, { root: ROOT });
  const house = await openHouse(config, { name: 'cli', connection: appConnection(config) });
  const owner = new pg.Pool({ ...ownerConnection(config)!, max: 2 });
  return {
    house,
    steal: async (text, values) => (await owner.query(text, values)).rows as never,
    close: async () => {
      await owner.end();
      await house.close();
    },
  };
}
