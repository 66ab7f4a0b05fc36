import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { hasRole, seesClient, type Actor } from '#words/actor.ts';
import { forbidden, notFound } from '#words/refusal.ts';

export const canWrite = (actor: Actor, clientId: Id): boolean =>
  hasRole(actor, 'owner', 'manager', 'creator') && seesClient(actor, clientId);
export const canPlan = (actor: Actor, clientId: Id): boolean => hasRole(actor, 'owner', 'manager') && seesClient(actor, clientId);

/** A client one may not see does not exist. */
export function mayRead(ctx: Ctx, clientId: Id): void {
  if (!seesClient(ctx.actor, clientId)) throw notFound();
}

/** Creators write for the clients they were given; guests only read. */
export function mayWrite(ctx: Ctx, clientId: Id): void {
  mayRead(ctx, clientId);
  if (!canWrite(ctx.actor, clientId)) throw forbidden();
}

/** Scheduling, publishing, moving and taking back are for owners and managers. */
export function mayPlan(ctx: Ctx, clientId: Id): void {
  mayRead(ctx, clientId);
  if (!canPlan(ctx.actor, clientId)) throw forbidden();
}
