import { listWorkspaceIds } from '#modules/team';
import type { Store } from '#plumbing/db';
import type { Place, Seal } from '#plumbing/seal';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { botAt, deviceAt, tables } from './telling.sql.ts';

const CLI: Actor = { kind: 'system', name: 'cli' };
const WORKER: Actor = { kind: 'system', name: 'worker' };
/** Milliseconds what was told is kept: long enough that no fact heard again is told again. */
const LASTS = 30 * 86_400_000;

/** Forgets what was told a month ago, and by what it left. */
export async function forgetTold(house: { store: Store }): Promise<void> {
  for (const workspaceId of await listWorkspaceIds(house))
    await house.store.inWorkspace(workspaceId, WORKER, async (ctx) => {
      const before = new Date(ctx.now().getTime() - LASTS);
      await tables(ctx).deleteFrom('notices.message').where('made_at', '<', before).where('state', '!=', 'waiting').execute();
      await tables(ctx).deleteFrom('notices.notice').where('told_at', '<', before).execute();
    });
}

/** Seals browsers' addresses and bots again under the newest key. @returns how many */
export async function rotateTold({ store, seal }: { store: Store; seal: Seal }, workspaceIds: readonly Id[]): Promise<number> {
  const again = (place: Place, sealed: Buffer): { sealed: Buffer; key_id: number } => {
    const fresh = seal.seal(place, seal.open(place, sealed));
    return { sealed: fresh, key_id: fresh[0]! };
  };
  let count = 0;
  for (const workspaceId of workspaceIds)
    await store.inWorkspace(workspaceId, CLI, async (ctx) => {
      const key = seal.currentKeyId();
      const devices = await tables(ctx).selectFrom('notices.device').selectAll().where('key_id', '!=', key).forUpdate().execute();
      for (const { id, sealed } of devices)
        await tables(ctx)
          .updateTable('notices.device')
          .set(again(deviceAt(workspaceId, id), sealed))
          .where('id', '=', id)
          .execute();
      const bots = await tables(ctx).selectFrom('notices.bot').selectAll().where('key_id', '!=', key).forUpdate().execute();
      for (const { user_id, sealed } of bots)
        await tables(ctx)
          .updateTable('notices.bot')
          .set(again(botAt(workspaceId, user_id), sealed))
          .where('user_id', '=', user_id)
          .execute();
      count += devices.length + bots.length;
    });
  return count;
}
