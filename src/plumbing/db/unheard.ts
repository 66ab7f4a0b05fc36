import { sql } from 'kysely';
import type { Doorbell, Store } from './index.ts';

/**
 * The bell of a process that holds no job library (the sender, which must be back at once): what somebody listens to is written down in
 * the transaction that told it, and the worker rings for it (`ringUnheard`).
 */
export const ringLater: Doorbell = async (db, _queue, { workspaceId, factId }) => {
  await sql`insert into facts.unheard (fact_id, workspace_id) values (${factId}, ${workspaceId})`.execute(db);
};

/** So many at once: a transaction stays short after an hour without a worker. */
const MOST = 200;

/** Rings for what was told and not heard yet, once each, whichever worker does it. */
export async function ringUnheard(store: Store, ring: Doorbell): Promise<void> {
  await store.outside.transaction().execute(async (db) => {
    const { rows } = await sql<{ workspace_id: string; fact_id: string }>`
      delete from facts.unheard where fact_id in (select fact_id from facts.unheard order by fact_id limit ${MOST} for update skip locked)
      returning workspace_id, fact_id`.execute(db);
    for (const { workspace_id, fact_id } of rows) await ring(db, 'hear', { workspaceId: workspace_id, factId: fact_id });
  });
}
