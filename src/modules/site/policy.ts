import { hasRole, seesClient } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';

/** A site without client is the workspace's own: everyone of the workspace but guests may look at it. */
export function mayRead(ctx: Ctx, clientId: Id | null): boolean {
  return clientId === null ? ctx.actor.kind === 'system' || ctx.actor.role !== 'guest' : seesClient(ctx.actor, clientId);
}

/** Settings, host name, moderation, corrections: what the public sees is decided by those who may publish. */
export function mustManage(ctx: Ctx, clientId: Id | null): void {
  if (!hasRole(ctx.actor, 'owner', 'manager') || !mayRead(ctx, clientId)) throw forbidden();
}

export const maySeeManagement = (ctx: Ctx): boolean => hasRole(ctx.actor, 'owner', 'manager');

/** How a person is written beside what they decided. */
export const signature = (ctx: Ctx): string => (ctx.actor.kind === 'person' ? ctx.actor.name : ctx.actor.name);
