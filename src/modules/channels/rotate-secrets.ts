import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import type { Ctx } from '#plumbing/db';
import type { Place } from '#plumbing/seal';
import { tables } from './channels.sql.ts';
import type { Switchboard } from './open-line.ts';
import { places, type Sealing } from './sealed.ts';

const CLI: Actor = { kind: 'system', name: 'cli' };

/**
 * Seals every secret again under the newest key of the key file (`addKey` of plumbing/seal makes one). Each row is locked while it
 * is changed, so that a session renewed meanwhile is neither lost nor undone. May be interrupted and started again.
 * @returns how many values were sealed again
 */
export async function rotateSecrets(house: Pick<Switchboard, 'store' | 'seal'>, workspaceIds: readonly Id[]): Promise<number> {
  let count = 0;
  for (const workspaceId of workspaceIds)
    count += await house.store.inWorkspace(workspaceId, CLI, (ctx) => rotateWorkspace(ctx, house.seal));
  return count;
}

async function rotateWorkspace(ctx: Ctx, seal: Sealing): Promise<number> {
  const current = seal.currentKeyId();
  const again = (place: Place, sealed: Buffer): { sealed: Buffer; key_id: number } => {
    const fresh = seal.seal(place, seal.open(place, sealed));
    return { sealed: fresh, key_id: fresh[0]! };
  };
  let count = 0;
  for (const table of ['channels.secret', 'channels.session'] as const) {
    const rows = await tables(ctx)
      .selectFrom(table)
      .select(['channel_id', 'sealed'])
      .where('workspace_id', '=', ctx.workspaceId)
      .where('key_id', '!=', current)
      .forUpdate()
      .execute();
    for (const row of rows.filter((one) => one.sealed !== null)) {
      const place =
        table === 'channels.secret' ? places.secret(ctx.workspaceId, row.channel_id) : places.session(ctx.workspaceId, row.channel_id);
      await tables(ctx)
        .updateTable(table)
        .set(again(place, row.sealed!))
        .where('workspace_id', '=', ctx.workspaceId)
        .where('channel_id', '=', row.channel_id)
        .execute();
      count += 1;
    }
  }
  const apps = await tables(ctx)
    .selectFrom('channels.app')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('key_id', '!=', current)
    .forUpdate()
    .execute();
  for (const { network, host, redirect_uri, sealed } of apps) {
    await tables(ctx)
      .updateTable('channels.app')
      .set(again(places.app(ctx.workspaceId, network, host, redirect_uri), sealed))
      .where('workspace_id', '=', ctx.workspaceId)
      .where('network', '=', network)
      .where('host', '=', host)
      .where('redirect_uri', '=', redirect_uri)
      .execute();
    count += 1;
  }
  // People half-way to a network hold values for a quarter of an hour at most: the old key still opens them.
  return count;
}
