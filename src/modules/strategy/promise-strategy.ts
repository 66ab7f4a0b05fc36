import { readClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { mayPromise } from './policy.ts';
import { strategySchema, type Strategy, type StrategyForm } from './shapes.ts';
import { replaceCadence, replacePillars, selectCadence, selectPillars } from './strategy.sql.ts';

/**
 * What is promised to the client becomes exactly this.
 * @throws Refusal `pillar_dye_twice`, `pillar_shares_over` (details: total, percent)
 */
export async function promiseStrategy(ctx: Ctx, clientId: Id, wanted: StrategyForm): Promise<Strategy> {
  mayPromise(ctx, clientId);
  await readClient(ctx, clientId);
  const parsed = strategySchema.safeParse(wanted);
  if (!parsed.success) throw invalid(String(parsed.error.issues[0]?.path.at(-1) ?? 'pillars'));
  const { pillars, cadence } = parsed.data;
  if (new Set(pillars.map(({ dye }) => dye)).size < pillars.length) throw new Refusal('pillar_dye_twice', { field: 'dye' });
  const total = pillars.reduce((sum, { share }) => sum + share, 0);
  if (total > 100) throw new Refusal('pillar_shares_over', { field: 'share', details: { total } });
  if (new Set(cadence.map(({ network }) => network)).size < cadence.length) throw invalid('cadence');

  const known = new Set((await selectPillars(ctx, clientId)).map(({ id }) => id));
  if (pillars.some(({ id }) => id !== undefined && !known.has(id))) throw notFound();
  await replacePillars(
    ctx,
    clientId,
    pillars.map(({ id, ...rest }) => ({ id: id ?? newId(ctx.now().getTime()), ...rest })),
  );
  await replaceCadence(ctx, clientId, cadence);
  await ctx.tell({ name: 'strategy.promised', about: { clientId } });
  const kept = (await selectPillars(ctx, clientId)).filter((pillar) => !pillar.putAway);
  return { pillars: kept, cadence: await selectCadence(ctx, clientId) };
}
