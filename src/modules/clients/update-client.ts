import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid, notFound } from '#words/refusal.ts';
import { clientOf, tables } from './clients.sql.ts';
import { mayManageClients } from './policy.ts';
import { clientSchema, monogramOf, type Client, type ClientForm } from './shapes.ts';

export async function updateClient(ctx: Ctx, id: Id, change: Partial<ClientForm>): Promise<Client> {
  mayManageClients(ctx.actor);
  const before = await tables(ctx).selectFrom('clients.client').where('id', '=', id).selectAll().forUpdate().executeTakeFirst();
  if (!before) throw notFound();
  const parsed = clientSchema.safeParse({ ...before, ...change });
  if (!parsed.success) throw invalid(String(parsed.error.issues[0]?.path[0] ?? 'name'));
  const monogram = parsed.data.monogram || monogramOf(parsed.data.name);
  const row = await tables(ctx)
    .updateTable('clients.client')
    .set({ ...parsed.data, monogram })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.tell({ name: 'clients.updated', about: { clientId: id } });
  return clientOf(row);
}
