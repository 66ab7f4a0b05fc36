import { assignClient, listClients } from '#modules/clients';
import { acceptInvitation, type Accepted } from '#modules/team';
import { seesEveryClient, type Person } from '#modules/team/shapes';
import type { Ctx } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';

/** Accepts an invitation and hands over its clients, in one transaction. */
export async function joinWorkspace(ctx: Ctx, invitationId: Id, person: Pick<Person, 'userId' | 'email'>): Promise<Accepted> {
  const accepted = await acceptInvitation(ctx, invitationId, person);
  if (seesEveryClient(accepted.role)) return accepted;
  // The owner said yes when inviting; here the house carries it out. A client gone meanwhile is left out.
  const house: Actor = { kind: 'system', name: 'worker' };
  const asHouse = { ...ctx, actor: house };
  const known = new Set((await listClients(asHouse, { archived: true })).map((client) => client.id));
  const clientIds = accepted.clientIds.filter((id) => known.has(id));
  await assignClient(asHouse, person.userId, clientIds);
  return accepted;
}
