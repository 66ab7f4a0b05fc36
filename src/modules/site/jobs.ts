import type { Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import { proveHost, type ProvingHouse } from './prove-host.ts';
import { tables, type SiteTables } from './site.sql.ts';

const WORKER: Actor = { kind: 'system', name: 'worker' };

/** Each proven host name is looked up again (timetable: every hour). */
export async function recheckHosts(house: ProvingHouse): Promise<void> {
  const hosts = (await addresses(house.store)).filter(({ address }) => address.includes('.'));
  for (const { workspace_id, site_id } of hosts) {
    try {
      await proveHost(house, workspace_id, WORKER, site_id);
    } catch (error) {
      // Given up by its owner since the list was read: nothing left to look at.
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

const A_DAY = 24 * 3600_000;

/** The marks that limit comments are erased after a day (timetable: every hour). */
export async function forgetSenders(store: Store): Promise<void> {
  for (const workspaceId of new Set((await addresses(store)).map((row) => row.workspace_id)))
    await store.inWorkspace(workspaceId, WORKER, async (ctx) => {
      await tables(ctx)
        .updateTable('site.comment')
        .set({ sender: null })
        .where('sender', 'is not', null)
        .where('written_at', '<', new Date(ctx.now().getTime() - A_DAY))
        .execute();
    });
}

const addresses = (store: Store) => store.outside.withTables<SiteTables>().selectFrom('site.address').selectAll().execute();
