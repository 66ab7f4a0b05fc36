import { readClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables } from './approval.sql.ts';
import { maySee, mustAsk } from './policy.ts';
import type { Contact } from './shapes.ts';

/** Where a client reads mail; null where nobody said. */
export async function readContact(ctx: Ctx, clientId: Id): Promise<Contact | null> {
  maySee(ctx, clientId);
  const row = await tables(ctx).selectFrom('approval.contact').selectAll().where('client_id', '=', clientId).executeTakeFirst();
  return row ? { name: row.name, email: row.email, mailedAt: row.mailed_at, verifiedAt: row.verified_at } : null;
}

/** An address is asked whether it is theirs before anything else goes there; said again, it is asked again. */
export async function nameContact(ctx: Ctx, clientId: Id, { name, email }: { name: string; email: string }): Promise<void> {
  mustAsk(ctx, clientId);
  await readClient(ctx, clientId);
  const before = await readContact(ctx, clientId);
  const known = before?.email === email ? before.verifiedAt : null;
  const columns = { name, email, asked_at: ctx.now(), mailed_at: null, verified_at: known };
  await tables(ctx)
    .insertInto('approval.contact')
    .values({ workspace_id: ctx.workspaceId, client_id: clientId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'client_id']).doUpdateSet(columns))
    .execute();
  if (before && before.email !== email) await forgetMailed(ctx, clientId);
  if (!known) await ctx.tell({ name: 'approval.contact_named', about: { clientId } });
}

/** What was mailed to the address they had before opens nothing any more. */
async function forgetMailed(ctx: Ctx, clientId: Id): Promise<void> {
  const requests = await tables(ctx).selectFrom('approval.request').select('id').where('client_id', '=', clientId).execute();
  const ids = requests.map(({ id }) => id);
  // The directory has no row-level security: the workspace is named.
  const mine = tables(ctx).deleteFrom('approval.key').where('workspace_id', '=', ctx.workspaceId);
  await mine.where('client_id', '=', clientId).execute();
  if (ids.length > 0) await mine.where('mailed', '=', true).where('request_id', 'in', ids).execute();
  await tables(ctx)
    .updateTable('approval.request')
    .set({ by_mail: false, mail_wished_at: null })
    .where('client_id', '=', clientId)
    .execute();
}
