import { readPost, savePost } from '#modules/calendar';
import type { Post } from '#modules/calendar/shapes';
import { readClient } from '#modules/clients';
import { cancelPublications, readPublicationsOf, tooLate } from '#modules/publishing';
import type { Ctx } from '#plumbing/db';
import { forgetPlan, handEdits, movePost, schedulePost } from '../../../../wiring/plan-post.ts';
import type { FieldError } from '../door/problem.ts';
import { ratiosOf, variantOf, type PostPatch } from '../shapes/post.ts';
import type { Schedule } from '../shapes/schedule.ts';
import { allOrNothing, refuseBlocked } from './refuse-blocked.ts';
import { repeatsOf, voidedOf, warningsOf, whenOf } from './when.ts';

/**
 * Replaces what is named; what was scheduled follows: it takes the new content, the new hour, or is taken back. All or nothing.
 * @throws Refusal `already_sending` (409) when it is too late for that.
 */
export async function changePost(ctx: Ctx, post: Post, patch: PostPatch): Promise<FieldError[]> {
  const { schedule, media, variants, ...words } = patch;
  const content = {
    ...{ ...words, ...(media && { mediaIds: media }) },
    ...(variants && { variants: variants.map(variantOf), ratios: ratiosOf(variants, post.ratios) }),
  };
  const edited = Object.keys(content).length > 0;
  if (edited) await savePost(ctx, { id: post.id, ...content });
  if (schedule === null) {
    await takeBackNow(ctx, post);
    return [];
  }
  const planned = await isPlanned(ctx, post);
  const warnings: FieldError[] = [];
  if (edited && planned) {
    const { blocked, voided } = await handed(ctx, post);
    refuseBlocked(await readPost(ctx, post.id), blocked);
    warnings.push(...voidedOf({ voided }));
  }
  return schedule === undefined ? warnings : [...warnings, ...(await putOnSchedule(ctx, post, schedule))];
}

/** Plans a draft, or moves what was planned. */
export async function putOnSchedule(ctx: Ctx, post: Post, schedule: Schedule): Promise<FieldError[]> {
  const when = whenOf(ctx, schedule, await readClient(ctx, post.clientId));
  if (await isPlanned(ctx, post)) {
    const moved = await movePost(ctx, post.id, when);
    return [...warningsOf(moved), ...voidedOf(moved)];
  }
  const current = await readPost(ctx, post.id);
  const { plan } = await allOrNothing(current, schedulePost(ctx, post.id, when));
  return [...warningsOf(plan), ...(await repeatsOf(ctx, await readPublicationsOf(ctx, [post.id])))];
}

/** Something of it is on its way or online; failures and cancellations leave room for a new plan. */
async function isPlanned(ctx: Ctx, post: Post): Promise<boolean> {
  if (post.plannedVersion === null) return false;
  return (await readPublicationsOf(ctx, [post.id])).some(({ state }) => state !== 'FAILED' && state !== 'CANCELLED');
}

async function handed(ctx: Ctx, post: Post) {
  const current = await readPost(ctx, post.id);
  return allOrNothing(current, handEdits(ctx, post.id));
}

/** @throws Refusal `already_sending`, `already_published`: then nothing has changed at all. */
export async function takeBackNow(ctx: Ctx, post: Post): Promise<void> {
  const refusal = tooLate(await cancelPublications(ctx, post.id));
  if (refusal) throw refusal;
  await forgetPlan(ctx, post.id);
}
