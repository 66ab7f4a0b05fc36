import type { Store } from '#plumbing/db';
import type { Seal } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import { tables } from './approval.sql.ts';
import { placeOf } from './make-link.ts';

/** Seals every link again under the newest key. @returns how many */
export async function rotateLinks({ store, seal }: { store: Store; seal: Seal }, workspaceIds: readonly Id[]): Promise<number> {
  let count = 0;
  for (const workspaceId of workspaceIds)
    count += await store.inWorkspace(workspaceId, { kind: 'system', name: 'cli' }, async (ctx) => {
      const old = await tables(ctx)
        .selectFrom('approval.request')
        .select(['id', 'sealed'])
        .where('sealed', 'is not', null)
        .where('key_id', '!=', seal.currentKeyId())
        .forUpdate()
        .execute();
      for (const { id, sealed } of old) {
        const place = placeOf(workspaceId, id);
        const again = seal.seal(place, seal.open(place, sealed!));
        await tables(ctx).updateTable('approval.request').set({ sealed: again, key_id: again[0]! }).where('id', '=', id).execute();
      }
      return old.length;
    });
  return count;
}
