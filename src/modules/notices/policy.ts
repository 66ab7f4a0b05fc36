import { hasRole, type Actor } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';

export const mayManage = (actor: Actor): boolean => hasRole(actor, 'owner');

/** An endpoint learns what every client publishes: owners only. */
export function mustManage(actor: Actor): void {
  if (!mayManage(actor)) throw forbidden();
}
