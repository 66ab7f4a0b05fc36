import { hasRole, type Actor } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';

/** People and their roles: the owner's alone (a manager does everything but people and secrets). */
export function mayManagePeople(actor: Actor): void {
  if (!hasRole(actor, 'owner')) throw forbidden();
}

/** The names of colleagues are known to those who work with every client. */
export function mayListPeople(actor: Actor): void {
  if (!hasRole(actor, 'owner', 'manager')) throw forbidden();
}

export function mayChangeWorkspace(actor: Actor): void {
  if (!hasRole(actor, 'owner', 'manager')) throw forbidden();
}

/** A key of the API does at most what a manager does, so a manager may make one. */
export function mayManageKeys(actor: Actor): void {
  if (actor.kind === 'key' || !hasRole(actor, 'owner', 'manager')) throw forbidden();
}
