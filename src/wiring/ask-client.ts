import {
  acceptHour,
  actorOf,
  declareAnswer,
  giveAnswer,
  openRequest,
  presentPost,
  printsOf,
  readAgreement,
  reviewPost,
  type AskedPost,
  type ClientSession,
  type Given,
} from '#modules/approval';
import { canAsk, canPropose } from '#modules/approval/shapes';
import { listPostsBetween, readPost } from '#modules/calendar';
import { addDays, type Post } from '#modules/calendar/shapes';
import { approveWaiting, stopWithdrawn } from '#modules/publishing';
import type { Ctx, Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { forbidden, Refusal } from '#words/refusal.ts';
import { dayAt } from '#words/spoken.ts';
import { buildOutgoing } from './build-outgoing.ts';
import { handEdits, movePost } from './plan-post.ts';
import { contentOf, subject } from './show-client.ts';

/** A batch is proposed in one request with its own link. @throws Refusal `approval_nothing`, `approval_no_hour_yet` */
export async function proposePosts(ctx: Ctx, clientId: Id, postIds: readonly Id[], addressee: string): Promise<Id> {
  if (!canPropose(ctx.actor, clientId, (await readAgreement(ctx, clientId)).mode)) throw forbidden();
  const posts: Post[] = [];
  for (const id of [...new Set(postIds)]) posts.push(await readPost(ctx, id, { lock: true }));
  const wanted = posts.filter((post) => post.clientId === clientId && !post.deletedAt);
  if (wanted.length === 0) throw new Refusal('approval_nothing', { field: 'post' });
  if (wanted.some(({ plannedAt, wish }) => !plannedAt || !wish)) throw new Refusal('approval_no_hour_yet', { field: 'post' });
  const last = new Date(Math.max(...wanted.map(({ plannedAt }) => plannedAt!.getTime())));
  const request = await openRequest(ctx, clientId, last, { addressee });
  for (const post of wanted) {
    await show(ctx, post, request);
    // A yes given before may be about exactly this.
    await approveWaiting(ctx, post.id);
  }
  return request;
}

async function show(ctx: Ctx, post: Post, request: Id): Promise<void> {
  if (!post.wish || !post.plannedAt) throw new Refusal('approval_no_hour_yet', { field: 'post' });
  const { outgoing } = await buildOutgoing(ctx, post);
  if (outgoing.length === 0) throw new Refusal('nothing_to_publish', { field: 'post' });
  const { wall, zone } = post.wish;
  await presentPost(ctx, { ...subject(post), content: contentOf(outgoing), wall, zone, plannedAt: post.plannedAt }, request);
}

/** Days ahead that are proposed at once: what is further changes anyway. */
const AHEAD_DAYS = 45;

/** Posts of a client with an hour to come: what may be proposed. */
export async function listProposable(ctx: Ctx, clientId: Id, zone: string): Promise<Post[]> {
  const first = dayAt(ctx.now(), zone);
  const posts = await listPostsBetween(ctx, { clientId, first, last: addDays(first, AHEAD_DAYS), zone });
  return posts.filter((post) => post.wish !== null && post.plannedAt !== null && post.plannedAt > ctx.now() && post.variants.length > 0);
}

/**
 * The client answers, and what that changes is changed at once: a yes plans what waited, anything else stops what it allowed.
 * @throws Refusal `already_sending`, `already_published` when a yes is taken back too late; all that of giveAnswer
 */
export const answerAsClient = (store: Store, session: ClientSession, answers: readonly (Given & { postId: Id })[]): Promise<void> =>
  store.inWorkspace(session.workspaceId, actorOf(session), async (ctx) => {
    for (const { postId, ...given } of answers) {
      await giveAnswer(ctx, session.request.id, postId, { ...given, kind: session.kind });
      await follow(ctx, postId, given.verdict === 'yes');
    }
  });

/** A manager read it, the first of two levels; where the client had said yes to exactly this, it is planned. */
export async function reviewInside(ctx: Ctx, postId: Id, said: Parameters<typeof reviewPost>[2]): Promise<void> {
  await reviewPost(ctx, postId, said);
  await follow(ctx, postId, said.verdict === 'yes');
}

/** Said in the client's place, with a note. */
export async function declareForClient(ctx: Ctx, postId: Id, declared: Parameters<typeof declareAnswer>[2]): Promise<void> {
  await declareAnswer(ctx, postId, declared);
  await follow(ctx, postId, declared.verdict === 'yes');
}

const follow = async (ctx: Ctx, postId: Id, yes: boolean): Promise<void> =>
  void (yes ? await approveWaiting(ctx, postId) : await stopWithdrawn(ctx, postId));

/** The hour the client proposed, taken as it is: their yes, then the move. */
export async function takeHour(ctx: Ctx, postId: Id): Promise<void> {
  const when = await acceptHour(ctx, postId);
  await movePost(ctx, postId, when);
  await approveWaiting(ctx, postId);
}

/** Posts of which the client is no longer shown what the calendar holds. */
export async function listStale(
  ctx: Ctx,
  asked: readonly Pick<AskedPost, 'postId' | 'rendering' | 'plannedAt' | 'minutes'>[],
): Promise<Set<Id>> {
  const stale = new Set<Id>();
  for (const { postId, rendering, plannedAt, minutes } of asked) {
    const { outgoing } = await buildOutgoing(ctx, await readPost(ctx, postId));
    if (printsOf(contentOf(outgoing), { plannedAt, minutes }).rendering !== rendering) stale.add(postId);
  }
  return stale;
}

/** What was written since is shown instead; where it is planned, that is what leaves, once they say yes. */
export async function proposeAgain(ctx: Ctx, requestId: Id, postId: Id): Promise<void> {
  const post = await readPost(ctx, postId, { lock: true });
  if (!canAsk(ctx.actor, post.clientId)) throw forbidden();
  if (post.plannedVersion !== null) await handEdits(ctx, postId);
  else await show(ctx, post, requestId);
}
