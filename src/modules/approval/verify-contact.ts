import type { Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { tables } from './approval.sql.ts';
import { deadLink, doorkeeper, followKey } from './follow-key.ts';

/** Whose address a mailed link asks about; nothing is changed by looking. @throws Refusal `approval_link_dead` */
export async function readContactDoor(store: Store, token: string): Promise<{ workspaceId: Id; clientId: Id }> {
  const key = await followKey(store, token, 'address');
  if (!key?.client_id) throw deadLink();
  return { workspaceId: key.workspace_id, clientId: key.client_id };
}

/** Whoever reads mail there says that it is theirs; said twice it is said once. */
export async function verifyContact(store: Store, token: string): Promise<void> {
  const { workspaceId, clientId } = await readContactDoor(store, token);
  await store.inWorkspace(workspaceId, doorkeeper, async (ctx) => {
    const done = await tables(ctx)
      .updateTable('approval.contact')
      .set({ verified_at: ctx.now() })
      .where('client_id', '=', clientId)
      .where('verified_at', 'is', null)
      .returning('client_id')
      .execute();
    if (done.length > 0) await ctx.tell({ name: 'approval.contact_verified', about: { clientId } });
  });
}
