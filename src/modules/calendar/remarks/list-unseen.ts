import type { Ctx } from '#plumbing/db';
import { hasRole } from '#words/actor.ts';
import { selectUnseen, type UnseenRow } from './remarks.sql.ts';

/** Older remarks are no news, to a newcomer least of all. */
const NEWS_MS = 30 * 86_400_000;

/** Posts of one's clients on which colleagues spoke since one last looked, those that name one first. */
export async function listUnseenRemarks(ctx: Ctx): Promise<UnseenRow[]> {
  const { actor } = ctx;
  if (actor.kind !== 'person' || !hasRole(actor, 'owner', 'manager', 'creator')) return [];
  return selectUnseen(ctx, { userId: actor.userId, clients: actor.clients, since: new Date(ctx.now().getTime() - NEWS_MS) });
}
