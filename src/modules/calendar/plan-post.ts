import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal, invalid, notFound } from '#words/refusal.ts';
import { isWallTime, isZone, resolveWallTime, tzdataVersion, type WallTime } from '#words/zone.ts';
import { mayPlan, mayWrite } from './policy.ts';
import { authorOf, changePost, lockPost } from './posts.sql.ts';
import type { LatePolicy, Wish } from './shapes.ts';
import { keepVersion } from './versions/keep-version.ts';

/** A minute typed while it passes is still that minute. */
const GRACE_MS = 2 * 60_000;
/** Ten years: a further hour is a slip of the keyboard, and clocks may be told otherwise by then. */
const FAR_MS = 10 * 366 * 86_400_000;

export interface PlanToMake extends Wish {
  late?: LatePolicy;
  lateMinutes?: number;
}

export interface Plan extends Wish {
  instant: Date;
  tzVersion: string;
  late: LatePolicy;
  lateMinutes: number;
  /** The version of the post that leaves. */
  version: number;
  /** Set when the hour happens twice that day: the first one is taken, this is the other. */
  second: Date | null;
}

/**
 * Gives the post its day and hour, and hands over its present version. What leaves is the business of publishing, called next with the
 * same ctx.
 * @throws Refusal `wall_time_gap` with `before` and `after`, the nearest wall times that exist; `plan_in_the_past`.
 */
export async function planPost(ctx: Ctx, id: Id, plan: PlanToMake): Promise<Plan> {
  const made = await setTime(ctx, id, plan);
  await changePost(ctx, id, { planned_version: made.version });
  await ctx.tell({ name: 'calendar.post_planned', about: { postId: id, at: made.instant.toISOString() } });
  return made;
}

/** Another day and hour for what was handed over; later edits stay to be handed over. Throws as `planPost` does. */
export async function movePost(ctx: Ctx, id: Id, plan: PlanToMake): Promise<Plan> {
  const made = await setTime(ctx, id, plan);
  await ctx.tell({ name: 'calendar.post_moved', about: { postId: id, at: made.instant.toISOString() } });
  return made;
}

async function setTime(ctx: Ctx, id: Id, plan: PlanToMake): Promise<Plan> {
  const post = await lockPost(ctx, id);
  if (!post || post.deleted_at) throw notFound();
  mayPlan(ctx, post.client_id);
  const made = makePlan(ctx, plan, post);
  const moves = made.wall !== post.wall_time || made.zone !== post.zone;
  if (moves) await keepVersion(ctx, id);
  await changePost(ctx, id, { ...planColumns(made), ...(moves && { changed_by: authorOf(ctx), changed_at: ctx.now() }) });
  return made;
}

/** The plan as it stands for a post of this version. @throws Refusal `wall_time_gap`, `plan_in_the_past`, `plan_too_far` */
export function makePlan(ctx: Ctx, plan: PlanToMake, post: { late_policy: LatePolicy; late_minutes: number; version: number }): Plan {
  const { instant, second } = instantOf(plan);
  if (instant.getTime() < ctx.now().getTime() - GRACE_MS) throw new Refusal('plan_in_the_past', { field: 'wall' });
  if (instant.getTime() > ctx.now().getTime() + FAR_MS) throw new Refusal('plan_too_far', { field: 'wall' });
  const late = plan.late ?? post.late_policy;
  const lateMinutes = plan.lateMinutes ?? post.late_minutes;
  return { wall: plan.wall, zone: plan.zone, instant, tzVersion: tzdataVersion(), late, lateMinutes, version: post.version, second };
}

export const planColumns = (plan: Plan) => ({
  ...{ wall_time: plan.wall, zone: plan.zone, planned_at: plan.instant, tz_version: plan.tzVersion },
  ...{ late_policy: plan.late, late_minutes: plan.lateMinutes },
});

/** @throws Refusal `wall_time_gap`, and `invalid` for what is no wall time or no zone */
export function instantOf(plan: { wall: WallTime; zone: string }): { instant: Date; second: Date | null } {
  if (!isWallTime(plan.wall)) throw invalid('wall');
  if (!isZone(plan.zone)) throw invalid('zone');
  const resolved = resolveWallTime(plan.wall, plan.zone);
  if (resolved.kind === 'gap') {
    throw new Refusal('wall_time_gap', { field: 'wall', details: { before: resolved.before, after: resolved.after } });
  }
  return { instant: resolved.instant, second: resolved.kind === 'overlap' ? resolved.second : null };
}

/** The present version of a scheduled post is the one that leaves: said after publishing took the new content. */
export async function handOver(ctx: Ctx, id: Id): Promise<void> {
  const post = await lockPost(ctx, id);
  if (!post || post.deleted_at) throw notFound();
  mayWrite(ctx, post.client_id);
  await changePost(ctx, id, { planned_version: post.version });
}

/** Takes the post out of what is scheduled; its day and hour stay as a wish. */
export async function unplanPost(ctx: Ctx, id: Id): Promise<void> {
  const post = await lockPost(ctx, id);
  if (!post) throw notFound();
  mayPlan(ctx, post.client_id);
  if (post.planned_version === null) return;
  await changePost(ctx, id, { planned_version: null, changed_at: ctx.now() });
  await ctx.tell({ name: 'calendar.post_unplanned', about: { postId: id } });
}
