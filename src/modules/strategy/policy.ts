import type { Ctx } from '#plumbing/db';
import { hasRole, seesClient, type Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';

export const canPromise = (actor: Actor, clientId: Id): boolean => hasRole(actor, 'owner', 'manager') && seesClient(actor, clientId);

/** A client one may not see does not exist. */
export function mayRead(ctx: Ctx, clientId: Id): void {
  if (!seesClient(ctx.actor, clientId)) throw notFound();
}

/** What is promised to a client is the business of those who answer to them. */
export function mayPromise(ctx: Ctx, clientId: Id): void {
  mayRead(ctx, clientId);
  if (!canPromise(ctx.actor, clientId)) throw forbidden();
}
