import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Snippet } from './snippet.ts';

type Row = {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  kind: Snippet['kind'];
  name: string;
  text: string;
  handles: Record<string, string>;
  created_at: Date;
  removed_at: Date | null;
};

const tables = (ctx: Ctx) => ctx.db.withTables<{ 'calendar.snippet': Row }>();

/** By name; those no longer offered only when asked for, after the others. */
export async function selectSnippets(ctx: Ctx, clientId: Id, options: { removed: boolean }): Promise<Snippet[]> {
  const rows = await tables(ctx)
    .selectFrom('calendar.snippet')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('client_id', '=', clientId)
    .$if(!options.removed, (query) => query.where('removed_at', 'is', null))
    .orderBy('removed_at', (order) => order.desc().nullsFirst())
    .orderBy(sql`lower(name)`)
    .execute();
  return rows.map(({ id, kind, name, text, handles }) => ({ id, kind, name, text, handles }));
}

export async function writeSnippet(ctx: Ctx, clientId: Id, { id, handles, ...rest }: Snippet): Promise<void> {
  const columns = { ...rest, handles: sql<Record<string, string>>`${JSON.stringify(handles)}::jsonb` };
  await tables(ctx)
    .insertInto('calendar.snippet')
    .values({ workspace_id: ctx.workspaceId, id, client_id: clientId, ...columns, created_at: ctx.now(), removed_at: null })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(columns))
    .execute();
}

/** @returns whether it was there to be taken away */
export async function markRemoved(ctx: Ctx, clientId: Id, id: Id): Promise<boolean> {
  const done = await tables(ctx)
    .updateTable('calendar.snippet')
    .set({ removed_at: ctx.now() })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('client_id', '=', clientId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
