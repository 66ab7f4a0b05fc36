import {
  comingDays,
  deletePost,
  listGoing,
  makeRecurrence,
  noteOccurrence,
  readPost,
  readRepeated,
  savePost,
  sayAs,
  stopRecurrence,
  type Repeated,
} from '#modules/calendar';
import type { Rule } from '#modules/calendar/shapes';
import { cancelPublications, tooLate } from '#modules/publishing';
import { listWorkspaces } from '#modules/team';
import type { Ctx, Store } from '#plumbing/db';
import type { Log } from '#plumbing/log';
import type { Id } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import { moveAnywhere } from './move-anywhere.ts';
import { createScheduledPost, forgetPlan, handEdits, schedulePost } from './plan-post.ts';
import { readWhose } from './build-outgoing.ts';

/** The same post on the days of a rule, the coming ones made at once. @returns how many beside itself. Throws as `makeRecurrence` does */
export async function repeatPost(ctx: Ctx, postId: Id, rule: Rule): Promise<number> {
  return fillRecurrence(ctx, await makeRecurrence(ctx, postId, rule));
}

/**
 * Makes the posts of a rule that are missing up to the horizon, each by the verbs of anything written or planned; the primary key of
 * `calendar.occurrence` lets a day be made once. @returns how many
 */
export async function fillRecurrence(ctx: Ctx, id: Id): Promise<number> {
  const coming = await comingDays(ctx, id);
  if (!coming) return 0;
  const { recurrence, days } = coming;
  const { clientId, said } = recurrence;
  const whose = days.length > 0 && recurrence.planned ? await readWhose(ctx, clientId) : null;
  for (const { day, wall, zone } of days) {
    const { late, lateMinutes, ...content } = said;
    const leaves = whose !== null && said.variants.length > 0;
    const postId = leaves
      ? (await createScheduledPost(ctx, { clientId, ...content }, { wall, zone, late, lateMinutes }, whose)).post.id
      : (await savePost(ctx, { clientId, ...said, wish: { wall, zone } })).id;
    await noteOccurrence(ctx, id, day, postId);
  }
  return days.length;
}

/** Every rule of every workspace, for the timetable. One that is refused (a network now stops its text) holds up no other. */
export async function fillRecurrences(house: { store: Store; log: Log }): Promise<void> {
  for (const { workspaceId } of await listWorkspaces(house)) {
    const inside = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
      house.store.inWorkspace(workspaceId, { kind: 'system', name: 'worker' }, work);
    for (const id of await inside(listGoing))
      try {
        await inside((ctx) => fillRecurrence(ctx, id));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        house.log.warn({ code: error.code, recurrence: id }, 'a rule could not make its next posts');
      }
  }
}

/**
 * What this post says, and its hour, for all that follow it; those somebody changed stay as they are.
 * @returns how many followed
 */
export async function changeFollowing(ctx: Ctx, postId: Id): Promise<number> {
  const repeated = await readRepeated(ctx, postId);
  if (!repeated) throw notFound();
  const post = await readPost(ctx, postId, { lock: true });
  const { recurrence } = repeated;
  await sayAs(ctx, recurrence, post);
  const { title, text, mediaIds, variants, pillarId, ratios, late, lateMinutes, wish } = post;
  const following = stillComing(ctx, repeated).filter(({ day }) => day > repeated.mine.day);
  for (const { day, postId: next, planned } of following) {
    const wall = `${day}T${wish!.wall.slice(11, 16)}`;
    await savePost(ctx, { id: next, title, text, mediaIds, variants, pillarId, ratios, late, lateMinutes });
    if (planned) await handEdits(ctx, next);
    if (post.plannedVersion !== null && !planned) await schedulePost(ctx, next, { wall, zone: wish!.zone });
    else await moveAnywhere(ctx, next, () => ({ wall, zone: wish!.zone }));
    await noteOccurrence(ctx, recurrence.id, day, next);
  }
  await noteOccurrence(ctx, recurrence.id, repeated.mine.day, postId);
  await fillRecurrence(ctx, recurrence.id);
  return following.length;
}

/**
 * No more of it. @param options.takeBack also takes back what follows this post and nobody changed
 * @returns how many were taken back. @throws Refusal `already_sending`: then nothing was stopped
 */
export async function stopRepeating(ctx: Ctx, postId: Id, options: { takeBack: boolean }): Promise<number> {
  const repeated = await readRepeated(ctx, postId);
  if (!repeated) throw notFound();
  await stopRecurrence(ctx, repeated.recurrence);
  if (!options.takeBack) return 0;
  const following = stillComing(ctx, repeated).filter(({ day }) => day > repeated.mine.day);
  for (const { postId: next, planned } of following) {
    const refusal = tooLate(await cancelPublications(ctx, next));
    if (refusal) throw refusal;
    if (planned) await forgetPlan(ctx, next);
    await deletePost(ctx, next);
  }
  return following.length;
}

/** As the rule made them, and not past. */
const stillComing = (ctx: Ctx, { all }: Repeated) =>
  all.filter(({ own, deleted, plannedAt }) => !own && !deleted && plannedAt !== null && plannedAt > ctx.now());
