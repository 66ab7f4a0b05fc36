import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Cadence, Dye, Pillar } from './shapes.ts';

interface PillarRow {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  place: number;
  name: string;
  dye: Dye;
  share: number;
  created_at: Date;
  put_away_at: Date | null;
}

type Tables = {
  'strategy.pillar': PillarRow;
  'strategy.cadence': { workspace_id: Id; client_id: Id; network: string; per_week: number; since: Date };
};

const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();

/** Those put away come after the others. */
export async function selectPillars(ctx: Ctx, clientId?: Id): Promise<Pillar[]> {
  const rows = await tables(ctx)
    .selectFrom('strategy.pillar')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId!))
    .orderBy('client_id')
    .orderBy('put_away_at', (order) => order.asc().nullsFirst())
    .orderBy('place')
    .execute();
  return rows.map(({ id, client_id, name, dye, share, put_away_at }) => {
    return { id, clientId: client_id, name, dye, share, putAway: put_away_at !== null };
  });
}

export async function selectCadence(ctx: Ctx, clientId: Id): Promise<Cadence[]> {
  const rows = await tables(ctx)
    .selectFrom('strategy.cadence')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('client_id', '=', clientId)
    .orderBy('network')
    .execute();
  return rows.map(({ network, per_week, since }) => ({ network, perWeek: per_week, since }));
}

export type PillarToKeep = Pick<Pillar, 'id' | 'name' | 'dye' | 'share'>;

/** The client's pillars become exactly these, in this order; the others are put away. */
export async function replacePillars(ctx: Ctx, clientId: Id, pillars: readonly PillarToKeep[]): Promise<void> {
  // All dyes are free for a moment: two pillars may exchange theirs.
  await tables(ctx)
    .updateTable('strategy.pillar')
    .set({ put_away_at: ctx.now() })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('client_id', '=', clientId)
    .where('put_away_at', 'is', null)
    .execute();
  for (const [place, { id, ...columns }] of pillars.entries())
    await tables(ctx)
      .insertInto('strategy.pillar')
      .values({ workspace_id: ctx.workspaceId, id, client_id: clientId, place, ...columns, created_at: ctx.now(), put_away_at: null })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet({ place, ...columns, put_away_at: null }))
      .execute();
}

/** The client's rhythm becomes exactly this; a network that stays keeps the day it was first promised. */
export async function replaceCadence(ctx: Ctx, clientId: Id, cadence: readonly Omit<Cadence, 'since'>[]): Promise<void> {
  const before = new Map((await selectCadence(ctx, clientId)).map(({ network, since }) => [network, since]));
  const own = { workspace_id: ctx.workspaceId, client_id: clientId };
  await tables(ctx)
    .deleteFrom('strategy.cadence')
    .where('workspace_id', '=', own.workspace_id)
    .where('client_id', '=', own.client_id)
    .execute();
  const rows = cadence.map(({ network, perWeek }) => ({ ...own, network, per_week: perWeek, since: before.get(network) ?? ctx.now() }));
  if (rows.length > 0) await tables(ctx).insertInto('strategy.cadence').values(rows).execute();
}
