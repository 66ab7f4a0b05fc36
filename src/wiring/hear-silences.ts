import { hearSilence } from '#modules/approval';
import { approveWaiting, readOnline } from '#modules/publishing';
import { listWorkspaces } from '#modules/team';
import type { Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';

const WORKER: Actor = { kind: 'system', name: 'worker' };

/** What was agreed that silence means, in every workspace; a tacit yes plans what waited for it. */
export async function hearSilences(house: { store: Store }): Promise<void> {
  for (const { workspaceId } of await listWorkspaces(house))
    await house.store.inWorkspace(workspaceId, WORKER, async (ctx) => {
      for (const postId of await hearSilence(ctx, readOnline)) await approveWaiting(ctx, postId);
    });
}
