import { hasRole, seesClient, type Actor } from '#words/actor.ts';
import { forbidden, notFound } from '#words/refusal.ts';

/** Connecting handles secrets: owners only. */
export function mayConnect(actor: Actor): void {
  if (!hasRole(actor, 'owner')) throw forbidden();
}

/** The own site has no secret: those who manage sites may add it. */
export function mayAdd(actor: Actor, secret: Readonly<Record<string, string>>): void {
  if (!hasRole(actor, 'owner', ...(Object.keys(secret).length === 0 ? (['manager'] as const) : []))) throw forbidden();
}

export function mayPause(actor: Actor): void {
  if (!hasRole(actor, 'owner', 'manager')) throw forbidden();
}

/** Only Palabre itself speaks on a line; people ask for it by scheduling. */
export function mayOpenLine(actor: Actor): void {
  if (!hasRole(actor, 'owner', 'manager')) throw forbidden();
}

/** A channel of somebody else's client is as absent as one that never was. */
export function maySee(actor: Actor, clientId: string): void {
  if (actor.kind === 'system' && actor.name === 'visitor') throw notFound();
  if (!seesClient(actor, clientId)) throw notFound();
}
