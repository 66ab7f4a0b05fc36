import type { Store } from '#plumbing/db';
import { listWorkspacesOf } from '#modules/team';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { readMember } from './read-member.ts';

/** Who this person is in a workspace known by its id, where the address names none (/media); null when they don't belong. */
export async function actorIn(
  house: { store: Store },
  person: { userId: Id; name: string } | null,
  workspaceId: Id,
): Promise<Actor | null> {
  if (!person) return null;
  const membership = (await listWorkspacesOf(house, person.userId)).find((one) => one.workspaceId === workspaceId);
  const member = membership && (await readMember(house, person.userId, membership.slug));
  return member ? { kind: 'person', userId: person.userId, name: person.name, role: member.role, clients: member.clients } : null;
}
