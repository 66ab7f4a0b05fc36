import type { ChannelView } from '#modules/channels';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { checkParts } from './check-parts.ts';
import { makePlan, planColumns, type Plan, type PlanToMake } from './plan-post.ts';
import { mayPlan } from './policy.ts';
import { toPost } from './posts.sql.ts';
import { insertNew, newRow } from './save-post.ts';
import type { Content, Post, Ratios } from './shapes.ts';

/**
 * What `savePost` then `planPost` leave of a new post, in one write: programs make hundreds a second. Publishing's verb comes next
 * with the same ctx. Throws as both do.
 * @param channels the client's, where the caller has read them already
 */
export async function createPlannedPost(
  ctx: Ctx,
  input: Content & { clientId: Id; pillarId?: Id | null; ratios?: Ratios },
  when: PlanToMake,
  channels?: readonly ChannelView[],
): Promise<{ post: Post; plan: Plan }> {
  mayPlan(ctx, input.clientId);
  await checkParts(ctx, input.clientId, input, channels);
  const draft = newRow(ctx, input.clientId, input);
  const plan = makePlan(ctx, when, draft);
  const row = { ...draft, ...planColumns(plan), planned_version: plan.version };
  await insertNew(ctx, row, input);
  await ctx.tell({ name: 'calendar.post_planned', about: { postId: row.id, at: plan.instant.toISOString() } });
  return { post: toPost(row, input), plan };
}
