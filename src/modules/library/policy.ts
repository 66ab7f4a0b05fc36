import { hasRole, seesClient, type Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';

/** Everyone who works here writes and uploads for the clients they were given; guests only look. */
export function mayAdd(actor: Actor, clientId: Id): void {
  if (!hasRole(actor, 'owner', 'manager', 'creator')) throw forbidden();
  if (!seesClient(actor, clientId)) throw notFound();
}

export const mayDescribe = mayAdd;

/** Whose media an actor sees. A visitor sees none here: public reading goes by `publicSince`. */
export const clientsSeenBy = (actor: Actor): 'all' | readonly Id[] =>
  actor.kind === 'system' ? (actor.name === 'visitor' ? [] : 'all') : actor.clients;
