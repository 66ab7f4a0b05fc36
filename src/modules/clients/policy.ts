import { hasRole, seesClient, type Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';

/** Makes, changes, archives clients. */
export function mayManageClients(actor: Actor): void {
  if (!hasRole(actor, 'owner', 'manager')) throw forbidden();
}

/** Says who works for whom: people are the owner's business. */
export function mayAssign(actor: Actor): void {
  if (!hasRole(actor, 'owner')) throw forbidden();
}

/** A client one wasn't given is answered like one that doesn't exist. */
export function maySee(actor: Actor, clientId: Id): void {
  if (!seesClient(actor, clientId)) throw notFound();
}
