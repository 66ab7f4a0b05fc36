import { hasRole, type Actor } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';
import { ROLE_OF_SCOPE, SCOPES, type Scope } from './shapes.ts';

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

export function mayManageKeys(actor: Actor): void {
  if (actor.kind === 'key' || !hasRole(actor, 'owner', 'manager')) throw forbidden();
}

/** Nobody hands a program more than they may do themselves. */
export const scopesOf = (actor: Actor): readonly Scope[] =>
  hasRole(actor, 'owner') ? SCOPES : SCOPES.filter((scope) => ROLE_OF_SCOPE[scope] !== 'owner');

export function mayMakeKey(actor: Actor, scope: Scope): void {
  mayManageKeys(actor);
  if (!scopesOf(actor).includes(scope)) throw forbidden();
}
