import {
  createPlannedPost,
  handOver,
  movePost as moveInCalendar,
  planPost,
  readPost,
  unplanPost,
  type Plan,
  type PlanToMake,
} from '#modules/calendar';
import { dropAsked } from '#modules/approval';
import type { Content, Post, Ratios, Wish } from '#modules/calendar/shapes';
import { getLocale } from '#messages/runtime';
import { cancelPublications, movePublications, planPublications, readPublicationsOf, replacePayloads, tooLate } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { sayDate } from '#words/spoken.ts';
import { resolveWallTime, wallTimeAt } from '#words/zone.ts';
import { buildOutgoing, EveryChannelBlocked, listOutlived, type Blocked, type Whose } from './build-outgoing.ts';
import { showClient, showMoved } from './show-client.ts';

/**
 * What calendar and publishing must do together, at once: one transaction, one ctx, the calendar's verb first (house.md rule 3).
 * Routes, API and CLI all go through here.
 */
export interface Scheduled {
  plan: Plan;
  publicationIds: Id[];
  /** Channels whose own rules stop this content; the others leave. */
  blocked: Blocked[];
  /** Nothing leaves before the client says yes. */
  awaitsClient: boolean;
}

/** What handing an edit or an hour over did to the client's yes. */
export interface HandedOver {
  blocked: Blocked[];
  awaitsClient: boolean;
  /** They had said yes to what it was before. */
  voided: boolean;
}

/** A new post, planned at once: written, planned and handed over in a few statements. Throws as `schedulePost` does. */
export async function createScheduledPost(
  ctx: Ctx,
  content: Content & { clientId: Id; pillarId?: Id | null; ratios?: Ratios },
  when: PlanToMake,
  whose: Whose,
): Promise<Scheduled & { post: Post; publications: PublicationView[] }> {
  const { post, plan } = await createPlannedPost(ctx, content, when, whose.channels);
  const { publications, ...handed } = await hand(ctx, post, plan, whose);
  return { post, plan, publications, publicationIds: publications.map((one) => one.id), ...handed };
}

async function hand(
  ctx: Ctx,
  post: Post,
  plan: Plan,
  whose?: Whose,
): Promise<{ publications: PublicationView[]; blocked: Blocked[]; awaitsClient: boolean }> {
  const { outgoing, blocked } = await buildOutgoing(ctx, post, whose);
  if (outgoing.length === 0 && blocked.length > 0) throw new EveryChannelBlocked(blocked);
  const { id: postId, clientId } = post;
  const shown = await showClient(ctx, post, outgoing, plan);
  const publications = await planPublications(ctx, { ...whenOf(plan), postId, clientId, publications: outgoing, shown });
  return { publications, blocked, awaitsClient: !shown.allowed };
}

/** Plans a post at a wall time and hands what may leave to publishing. @throws Refusal `every_channel_blocked`, and planPost's. */
export async function schedulePost(ctx: Ctx, id: Id, when: PlanToMake): Promise<Scheduled> {
  const plan = await planPost(ctx, id, when);
  const { publications, ...handed } = await hand(ctx, await readPost(ctx, id), plan);
  return { plan, publicationIds: publications.map((one) => one.id), ...handed };
}

/** Milliseconds a person has to take back what they just sent. */
export const SECOND_THOUGHTS_MS = 10_000;

/** A moment on the clock of a place, to the second; by UTC in the hour that happens there a second time. */
export function wishAt(instant: Date, zone: string): Wish {
  const second = new Date(Math.floor(instant.getTime() / 1000) * 1000);
  const wall = wallTimeAt(second, zone);
  const read = resolveWallTime(wall, zone);
  if (read.kind !== 'gap' && read.instant.getTime() === second.getTime()) return { wall, zone };
  return { wall: wallTimeAt(second, 'UTC'), zone: 'UTC' };
}

/** Now, for a person: it leaves after the seconds in which they may still take it back. @param zone their clock, kept with the plan */
export function publishNow(ctx: Ctx, id: Id, zone: string, late: Pick<PlanToMake, 'late' | 'lateMinutes'> = {}): Promise<Scheduled> {
  const leaves = new Date(Math.ceil((ctx.now().getTime() + SECOND_THOUGHTS_MS) / 1000) * 1000);
  return schedulePost(ctx, id, { ...late, ...wishAt(leaves, zone) });
}

/**
 * Moves what has not left; the client is asked again where their yes was to another hour.
 * @throws Refusal `already_sending`, `already_published`, `rights_over`: then nothing has moved.
 */
export async function movePost(ctx: Ctx, id: Id, when: PlanToMake): Promise<Plan & Omit<HandedOver, 'blocked'>> {
  const plan = await moveInCalendar(ctx, id, when);
  await refuseOutlived(ctx, await readPost(ctx, id));
  const { promisedAt, voided } = await showMoved(ctx, id, plan);
  await movePublications(ctx, id, whenOf(plan), promisedAt);
  const awaitsClient = (await readPublicationsOf(ctx, [id])).some(({ label }) => label === 'awaiting');
  return { ...plan, awaitsClient, voided };
}

/** Publishing would hold it on its new day: said now, while the day is being chosen. */
async function refuseOutlived(ctx: Ctx, post: Post): Promise<void> {
  const [over] = await listOutlived(ctx, post, 'UTC');
  if (!over) return;
  const date = sayDate(over.rightsUntil, getLocale(), { weekday: false, year: true });
  throw new Refusal('rights_over', { status: 409, field: 'wall', details: { name: over.name, date } });
}

/** Hands the post as it is now to what has not left; written by someone who may not publish, it is held until approved. */
export async function handEdits(ctx: Ctx, id: Id): Promise<HandedOver> {
  const post = await readPost(ctx, id);
  const { outgoing, blocked } = await buildOutgoing(ctx, post);
  if (outgoing.length === 0 && blocked.length > 0) throw new EveryChannelBlocked(blocked);
  const shown = await showClient(ctx, post, outgoing);
  await replacePayloads(ctx, id, outgoing, shown);
  await handOver(ctx, id);
  return { blocked, awaitsClient: !shown.allowed, voided: shown.voided };
}

/**
 * Takes a post back. What is on its way cannot be: the wish is committed first, then said.
 * @throws Refusal `already_sending` or `already_published`, after everything else was cancelled.
 */
export async function takeBack(work: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>, id: Id): Promise<void> {
  const outcome = await work(async (ctx) => {
    const outcome = await cancelPublications(ctx, id);
    if (!tooLate(outcome)) await forgetPlan(ctx, id);
    return outcome;
  });
  const refusal = tooLate(outcome);
  if (refusal) throw refusal;
}

/** It no longer leaves: out of the calendar's plan, and nobody is asked about it. */
export async function forgetPlan(ctx: Ctx, id: Id): Promise<void> {
  await unplanPost(ctx, id);
  await dropAsked(ctx, id);
}

const whenOf = (plan: Plan) => ({
  wall: plan.wall,
  zone: plan.zone,
  notBefore: plan.instant,
  late: { policy: plan.late, minutes: plan.lateMinutes },
});
