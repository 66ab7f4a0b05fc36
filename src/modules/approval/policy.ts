import type { Ctx } from '#plumbing/db';
import { hasRole, seesClient, type Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { forbidden, notFound } from '#words/refusal.ts';
import type { Mode } from './shapes.ts';

/** Owners and managers speak with the client. */
export const canAsk = (actor: Actor, clientId: Id): boolean => hasRole(actor, 'owner', 'manager') && seesClient(actor, clientId);

/** Where there are two levels a creator proposes too: to the managers. */
export const canPropose = (actor: Actor, clientId: Id, mode: Mode): boolean =>
  canAsk(actor, clientId) || (mode === 'two_levels' && hasRole(actor, 'creator') && seesClient(actor, clientId));

export function maySee(ctx: Ctx, clientId: Id): void {
  if (!seesClient(ctx.actor, clientId)) throw notFound();
}

export function mustAsk(ctx: Ctx, clientId: Id): void {
  maySee(ctx, clientId);
  if (!canAsk(ctx.actor, clientId)) throw forbidden();
}

/** Only a browser that exchanged the link answers as the client. */
export function mustBeClient(ctx: Ctx, clientId: Id): string {
  if (ctx.actor.kind !== 'client') throw forbidden();
  maySee(ctx, clientId);
  return ctx.actor.name;
}
