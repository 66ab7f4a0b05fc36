import type { Ctx } from '#plumbing/db';
import { seesClient } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { clientOf, tables } from './clients.sql.ts';
import { maySee } from './policy.ts';
import type { Client } from './shapes.ts';

/** The clients this person may see, by name; archived ones only when asked for. */
export async function listClients(ctx: Ctx, options: { archived?: boolean } = {}): Promise<Client[]> {
  let query = tables(ctx).selectFrom('clients.client').selectAll();
  if (!options.archived) query = query.where('archived_at', 'is', null);
  const rows = await query.execute();
  return rows
    .filter((row) => seesClient(ctx.actor, row.id))
    .map(clientOf)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** @throws Refusal `not_found`, also for a client of another workspace or one this person wasn't given */
export async function readClient(ctx: Ctx, id: Id): Promise<Client> {
  maySee(ctx.actor, id);
  const row = await tables(ctx).selectFrom('clients.client').where('id', '=', id).selectAll().executeTakeFirst();
  if (!row) throw notFound();
  return clientOf(row);
}
