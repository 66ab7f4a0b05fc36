import type { Store } from '#plumbing/db';
import type { Seal } from '#plumbing/seal';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { placeOf, tables, type OutsideTables } from './notices.sql.ts';

const CLI: Actor = { kind: 'system', name: 'cli' };
const WORKER: Actor = { kind: 'system', name: 'worker' };
/** Milliseconds the log of deliveries is kept. */
const LOG_LASTS = 30 * 24 * 3_600_000;

/** Forgets deliveries that have been over for a month, with their tries. */
export async function forgetDeliveries(store: Store): Promise<void> {
  const listeners = await store.outside.withTables<OutsideTables>().selectFrom('notices.listener').select('workspace_id').execute();
  for (const { workspace_id } of listeners)
    await store.inWorkspace(workspace_id, WORKER, async (ctx) => {
      const before = new Date(ctx.now().getTime() - LOG_LASTS);
      await tables(ctx).deleteFrom('notices.delivery').where('made_at', '<', before).where('state', '!=', 'waiting').execute();
    });
}

/** Seals every signing secret again under the newest key. @returns how many */
export async function rotateEndpoints(house: { store: Store; seal: Seal }, workspaceIds: readonly Id[]): Promise<number> {
  const { store, seal } = house;
  let count = 0;
  for (const workspaceId of workspaceIds)
    count += await store.inWorkspace(workspaceId, CLI, async (ctx) => {
      const old = await tables(ctx)
        .selectFrom('notices.endpoint')
        .selectAll()
        .where('key_id', '!=', seal.currentKeyId())
        .forUpdate()
        .execute();
      for (const row of old) {
        const place = placeOf(workspaceId, row.id);
        const sealed = seal.seal(place, seal.open(place, row.sealed));
        await tables(ctx).updateTable('notices.endpoint').set({ sealed, key_id: sealed[0]! }).where('id', '=', row.id).execute();
      }
      return old.length;
    });
  return count;
}
