import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { tables } from './clients.sql.ts';
import { mayManageClients } from './policy.ts';

/** Out of the lists; nothing of what was written or published for them is lost, and it can be undone. */
export const archiveClient = (ctx: Ctx, id: Id): Promise<void> => mark(ctx, id, ctx.now(), 'clients.archived');

export const restoreClient = (ctx: Ctx, id: Id): Promise<void> => mark(ctx, id, null, 'clients.restored');

async function mark(ctx: Ctx, id: Id, archived_at: Date | null, fact: string): Promise<void> {
  mayManageClients(ctx.actor);
  const marked = await tables(ctx)
    .updateTable('clients.client')
    .set({ archived_at })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!marked) throw notFound();
  await ctx.tell({ name: fact, about: { clientId: id } });
}
