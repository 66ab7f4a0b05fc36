import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { tables } from './clients.sql.ts';
import { mayAssign } from './policy.ts';

/** Gives a person exactly these clients. @throws Refusal `not_found` when one is not of this workspace */
export async function assignClient(ctx: Ctx, userId: Id, clientIds: readonly Id[]): Promise<void> {
  mayAssign(ctx.actor);
  const wanted = [...new Set(clientIds)];
  await tables(ctx).deleteFrom('clients.assignment').where('user_id', '=', userId).execute();
  if (wanted.length > 0) {
    const known = await tables(ctx).selectFrom('clients.client').where('id', 'in', wanted).select('id').execute();
    if (known.length !== wanted.length) throw notFound();
    const rows = wanted.map((client_id) => ({ workspace_id: ctx.workspaceId, user_id: userId, client_id }));
    await tables(ctx).insertInto('clients.assignment').values(rows).execute();
  }
  await ctx.tell({ name: 'clients.assigned', about: { userId, count: wanted.length } });
}

/** The clients a person was given (owners and managers see them all, whatever this says). */
export async function readAssignments(ctx: Ctx, userId: Id): Promise<Id[]> {
  const rows = await tables(ctx).selectFrom('clients.assignment').where('user_id', '=', userId).select('client_id').execute();
  return rows.map((row) => row.client_id);
}

/** Everybody's at once, for the people page. */
export async function listAssignments(ctx: Ctx): Promise<Record<Id, Id[]>> {
  const rows = await tables(ctx).selectFrom('clients.assignment').select(['user_id', 'client_id']).execute();
  const byPerson: Record<Id, Id[]> = {};
  for (const row of rows) (byPerson[row.user_id] ??= []).push(row.client_id);
  return byPerson;
}
