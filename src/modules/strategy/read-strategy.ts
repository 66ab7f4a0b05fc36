import type { Ctx } from '#plumbing/db';
import { seesClient } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { mayRead } from './policy.ts';
import type { Pillar, Strategy } from './shapes.ts';
import { selectCadence, selectPillars } from './strategy.sql.ts';

/** What is promised to a client now. */
export async function readStrategy(ctx: Ctx, clientId: Id): Promise<Strategy> {
  mayRead(ctx, clientId);
  const pillars = (await selectPillars(ctx, clientId)).filter((pillar) => !pillar.putAway);
  return { pillars, cadence: await selectCadence(ctx, clientId) };
}

/** The pillars of the clients one may see, those put away too: posts still name them. */
export async function listPillars(ctx: Ctx, which: { clientId?: Id } = {}): Promise<Pillar[]> {
  if (which.clientId !== undefined) mayRead(ctx, which.clientId);
  return (await selectPillars(ctx, which.clientId)).filter((pillar) => seesClient(ctx.actor, pillar.clientId));
}
