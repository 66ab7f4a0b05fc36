import { hasRole, seesClient } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';

/** A site of somebody else's client is as absent as one that never was. */
export const mayRead = (ctx: Ctx, clientId: Id): boolean => seesClient(ctx.actor, clientId);

/** Settings, host name, moderation, corrections: what the public sees is decided by those who may publish. */
export function mustManage(ctx: Ctx, clientId: Id): void {
  if (!hasRole(ctx.actor, 'owner', 'manager') || !mayRead(ctx, clientId)) throw forbidden();
}

export const maySeeManagement = (ctx: Ctx): boolean => hasRole(ctx.actor, 'owner', 'manager');

/** How a person is written beside what they decided. */
export const signature = (ctx: Ctx): string => (ctx.actor.kind === 'person' ? ctx.actor.name : ctx.actor.name);
