import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { foldNotices } from './fold.ts';
import { sendMessages, waysOf, type Teller } from './send-messages.ts';

const WORKER: Actor = { kind: 'system', name: 'worker' };

/** Answers the bell `notices`: what is due to one person is told. Woken too often it finds nothing to say. */
export async function tellPerson(teller: Teller, workspaceId: Id, userId: Id): Promise<void> {
  await teller.store.inWorkspace(workspaceId, WORKER, (ctx) => foldNotices(ctx, teller.ring, userId, waysOf(teller)));
  await sendMessages(teller, workspaceId, userId);
}
