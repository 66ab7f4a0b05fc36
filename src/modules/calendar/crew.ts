import { listAssignments } from '#modules/clients';
import { listNames } from '#modules/team';
import type { Ctx } from '#plumbing/db';
import type { Role } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';

export interface Mate {
  userId: Id;
  name: string;
  role: Role;
}

/** Those who work for a client: owners and managers, and the creators it was given to. Guests only read. */
export async function listCrew(ctx: Ctx, clientId: Id): Promise<Mate[]> {
  const given = await listAssignments(ctx);
  return (await listNames(ctx)).filter(
    ({ userId, role }) => role === 'owner' || role === 'manager' || (role === 'creator' && (given[userId] ?? []).includes(clientId)),
  );
}
