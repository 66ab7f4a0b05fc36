import { hasRole, seesEveryClient, type Actor } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';

export const mayManage = (actor: Actor): boolean => hasRole(actor, 'owner') && seesEveryClient(actor);

/** An endpoint learns what every client publishes: owners, and programs to which one gave that right for every client. */
export function mustManage(actor: Actor): void {
  if (!mayManage(actor)) throw forbidden();
}

/** A person who works here is told things; programs, guests and clients are not. */
export function mustBeTold(actor: Actor): Extract<Actor, { kind: 'person' }> {
  if (actor.kind !== 'person' || !hasRole(actor, 'owner', 'manager', 'creator')) throw forbidden();
  return actor;
}
