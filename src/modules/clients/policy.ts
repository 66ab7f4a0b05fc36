import { hasRole, seesClient, seesEveryClient, type Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';

/** Makes, changes, archives clients. A key limited to some of them could not even see the one it made. */
export function mayManageClients(actor: Actor): void {
  if (!hasRole(actor, 'owner', 'manager') || !seesEveryClient(actor)) throw forbidden();
}

/** Says who works for whom: people are the owner's business. */
export function mayAssign(actor: Actor): void {
  if (!hasRole(actor, 'owner')) throw forbidden();
}

/** A client one wasn't given is answered like one that doesn't exist. */
export function maySee(actor: Actor, clientId: Id): void {
  if (!seesClient(actor, clientId)) throw notFound();
}
