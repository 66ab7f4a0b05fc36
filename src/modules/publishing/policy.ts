import type { Ctx } from '#plumbing/db';
import { hasRole, seesClient } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';

/** Owners and managers send things out; creators write, guests read. */
export function mustPublish(ctx: Ctx, clientId: Id): void {
  if (!seesClient(ctx.actor, clientId)) throw notFound();
  if (!mayPublish(ctx)) throw forbidden();
}

export const mayPublish = (ctx: Ctx): boolean => hasRole(ctx.actor, 'owner', 'manager');

/** What one may not see does not exist. */
export function mustSee(ctx: Ctx, clientId: Id): void {
  if (!seesClient(ctx.actor, clientId)) throw notFound();
}

/** Creators change content that has not left (what they change is held until approved), and post by hand what was approved. */
export function mustWrite(ctx: Ctx, clientId: Id): void {
  if (!seesClient(ctx.actor, clientId)) throw notFound();
  if (!hasRole(ctx.actor, 'owner', 'manager', 'creator')) throw forbidden();
}
