import type { Store } from '#plumbing/db';
import { readAssignments } from '#modules/clients';
import { readMembership } from '#modules/team';
import { seesEveryClient, type Member } from '#modules/team/shapes';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';

/** The person in the workspace of this address, with the clients they may see. */
export async function readMember(house: { store: Store }, userId: Id, slug: string): Promise<Member | null> {
  const membership = await readMembership(house, userId, slug);
  if (!membership) return null;
  if (seesEveryClient(membership.role)) return { ...membership, clients: 'all' };
  const visitor: Actor = { kind: 'system', name: 'visitor' };
  const clients = await house.store.inWorkspace(membership.workspaceId, visitor, (ctx) => readAssignments(ctx, userId));
  return { ...membership, clients };
}
