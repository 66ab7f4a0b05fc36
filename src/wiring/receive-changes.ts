import { readPost } from '#modules/calendar';
import { canPlan, type Post } from '#modules/calendar/shapes';
import type { ChannelView } from '#modules/channels/shapes';
import { Arriving, changeSchema, mergeWriting, receiveChange, tellDevice } from '#modules/offline';
import {
  aboutOf,
  same,
  writingOf,
  type Answered,
  type Asked,
  type Change,
  type HandChange,
  type Outcome,
  type PlanChange,
  type Verdict,
  type Writing,
} from '#modules/offline/shapes';
import { decide, readPublication } from '#modules/publishing';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { forbidden, Refusal } from '#words/refusal.ts';
import { askAboutRepeats } from './ask-about-repeats.ts';
import { proposePosts } from './ask-client.ts';
import { handEdits, movePost, schedulePost } from './plan-post.ts';

/** What receiving needs: transactions as the person who calls, their clock and words, and somebody to tell of an accident. */
export interface Counter {
  work: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;
  zone: string;
  whereOf(channel: ChannelView): string;
  report(accident: unknown, change: { id: Id }): void;
}

/** Each change in a transaction of its own, in their order; where one could not be done, those about the same thing wait behind it. */
export async function receiveChanges(
  counter: Counter,
  asked: Omit<Asked, 'changes'> & { changes: readonly { id: Id }[] },
): Promise<Answered> {
  const outcomes: Outcome[] = [];
  const held = new Set<Id>();
  for (const sent of asked.changes) {
    const read = changeSchema.safeParse(sent);
    if (!read.success) {
      outcomes.push({ id: sent.id, is: 'refused', code: 'invalid', details: {} });
      continue;
    }
    const change = read.data as Change;
    const outcome: Outcome = held.has(aboutOf(change)) ? { id: change.id, is: 'again' } : await receiveOne(counter, asked.device, change);
    if (outcome.is === 'again' || outcome.is === 'failed') held.add(aboutOf(change));
    outcomes.push(outcome);
  }
  return { outcomes, told: await counter.work((ctx) => tellDevice(ctx, asked, counter.zone, counter.whereOf)) };
}

async function receiveOne({ work, report }: Counter, device: Id, change: Change): Promise<Outcome> {
  const { id } = change;
  try {
    return { id, ...(await work((ctx) => receiveChange(ctx, device, change, () => act(ctx, device, change)))) };
  } catch (thrown) {
    if (thrown instanceof Arriving) return { id, is: 'again' };
    if (thrown instanceof Refusal && thrown.status < 500) return { id, is: 'refused', code: thrown.code, details: thrown.details };
    report(thrown, change);
    return { id, is: 'failed' };
  }
}

async function act(ctx: Ctx, device: Id, change: Change): Promise<Verdict | void> {
  if (change.kind === 'write') return mergeWriting(ctx, device, change);
  if (change.kind === 'hand') return answer(ctx, change);
  const post = await unchanged(ctx, change.postId, change.seen);
  if (change.kind === 'plan') await plan(ctx, post, change);
  else await proposePosts(ctx, post.clientId, [post.id], '');
}

/** Nothing leaves the house that the person did not see as it is now. @throws Refusal `changed_since` (409) */
async function unchanged(ctx: Ctx, postId: Id, seen: Writing): Promise<Post> {
  const post = await readPost(ctx, postId, { lock: true });
  if (post.deletedAt) throw new Refusal('post_deleted', { status: 409 });
  if (!same(writingOf(post), seen)) throw new Refusal('changed_since', { status: 409 });
  return post;
}

/** As on the composer's page: planned, or what is planned handed the edits and moved. Said before: asked about there, never assumed here. */
async function plan(ctx: Ctx, post: Post, { wish }: PlanChange): Promise<void> {
  if (!canPlan(ctx.actor, post.clientId)) throw forbidden();
  if (post.plannedVersion === null) await schedulePost(ctx, post.id, wish);
  else {
    if (post.version > post.plannedVersion) await handEdits(ctx, post.id);
    if (!same(wish, post.wish)) await movePost(ctx, post.id, wish);
  }
  await askAboutRepeats(ctx, post.id, null);
}

/** What a person said of something they posted by hand. « Dans 15 minutes » counts from when it was said. */
async function answer(ctx: Ctx, { publicationId, decision, url, minutes, saidAt }: HandChange): Promise<void> {
  const { byHand } = await readPublication(ctx, publicationId);
  if (!byHand) throw new Refusal('not_by_hand', { status: 409 });
  const passed = Math.floor((ctx.now().getTime() - Date.parse(saidAt)) / 60_000);
  const left = Math.min(minutes, Math.max(1, minutes - Math.max(0, passed)));
  await decide(ctx, publicationId, { decision, url, minutes: left });
}
