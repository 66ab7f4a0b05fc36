import { listWorkspaces } from '#modules/team';
import { sql, type Ctx, type Store } from '#plumbing/db';
import { tables, type PublicationRow } from './publications.sql.ts';
import { sketchOf } from './sketch-rows.ts';
import { SENDER } from './world.ts';

/** Publications of one transaction, so that it stays short. */
const TURN = 500;

/**
 * What was planned before texts left their numbers (migration 0027) is given them, so that it is compared like the rest. Safe to run twice
 * and by several at once; where all have them it writes nothing.
 */
export async function sketchPast(house: { store: Store }): Promise<void> {
  for (const { workspaceId } of await listWorkspaces(house)) {
    let count = TURN;
    while (count === TURN) count = await house.store.inWorkspace(workspaceId, SENDER, sketchTurn);
  }
}

async function sketchTurn(ctx: Ctx): Promise<number> {
  const { rows } = await sql<Pick<PublicationRow, 'workspace_id' | 'id' | 'payload'>>`
    select p.workspace_id, p.id, p.payload from publishing.publication p
    where p.workspace_id = ${ctx.workspaceId} and p.position = 0
      and not exists (select 1 from publishing.sketch s where s.workspace_id = p.workspace_id and s.publication_id = p.id)
    limit ${TURN}`.execute(ctx.db);
  if (rows.length > 0)
    await tables(ctx)
      .insertInto('publishing.sketch')
      .values(rows.flatMap(sketchOf))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return rows.length;
}
