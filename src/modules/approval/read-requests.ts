import { readLines } from '#modules/calendar';
import type { Ctx } from '#plumbing/db';
import { seesClient } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { answerOf, askedOf, requestOf, reviewOf, tables } from './approval.sql.ts';
import { maySee } from './policy.ts';
import { NOTHING_AGREED, remindersDue, type Answer, type Asked, type Request, type Review, type TurnNow } from './shapes.ts';
import { withTurnNow, type ReadOnline } from './whose-turn.ts';

export interface AskedPost extends Asked {
  /** Every answer about this post, the last one first. */
  answers: Answer[];
  /** What managers said before the client, the last one first. */
  reviews: Review[];
  /** Files kept as evidence, by the number of the answer they prove. */
  evidence: { n: number; name: string; sha256: string }[];
}

export interface RequestView extends Request {
  posts: AskedPost[];
}

/** One request with its posts, in the order of their hours. @throws Refusal `not_found`, also for another client's */
export async function readRequest(ctx: Ctx, id: Id): Promise<RequestView> {
  const row = await tables(ctx).selectFrom('approval.request').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  maySee(ctx, row.client_id);
  const asked = await tables(ctx).selectFrom('approval.asked').selectAll().where('request_id', '=', id).orderBy('planned_at').execute();
  return { ...requestOf(row), posts: await withAnswers(ctx, asked.map(askedOf)) };
}

/** What was asked about one post; null when nothing is. */
export async function readAsked(ctx: Ctx, postId: Id): Promise<AskedPost | null> {
  const row = await tables(ctx).selectFrom('approval.asked').selectAll().where('post_id', '=', postId).executeTakeFirst();
  if (!row || !seesClient(ctx.actor, row.client_id)) return null;
  return (await withAnswers(ctx, [askedOf(row)]))[0] ?? null;
}

/** Posts deleted since are asked about no more. */
async function withAnswers(ctx: Ctx, asked: Asked[]): Promise<AskedPost[]> {
  if (asked.length === 0) return [];
  const ids = asked.map(({ postId }) => postId);
  const alive = new Set((await readLines(ctx, ids)).map(({ id }) => id));
  const rows = await tables(ctx).selectFrom('approval.answer').selectAll().where('post_id', 'in', ids).orderBy('n', 'desc').execute();
  const answers = rows.map(answerOf);
  const reviews = await tables(ctx).selectFrom('approval.review').selectAll().where('post_id', 'in', ids).orderBy('n', 'desc').execute();
  const kept = await tables(ctx)
    .selectFrom('approval.evidence')
    .select(['post_id', 'n', 'name', 'sha256'])
    .where('post_id', 'in', ids)
    .execute();
  return asked
    .filter(({ postId }) => alive.has(postId))
    .map((one) => ({
      ...one,
      answers: answers.filter(({ postId }) => postId === one.postId),
      evidence: kept.filter(({ post_id }) => post_id === one.postId).map(({ n, name, sha256 }) => ({ n, name, sha256 })),
      reviews: reviews.filter(({ post_id }) => post_id === one.postId).map(reviewOf),
    }));
}

export interface RequestLine extends Request {
  /** Posts by whose turn it is. */
  turns: Record<TurnNow, number>;
  /** The oldest turn that is not over; null when all is answered. */
  since: Date | null;
  /** Posts wait for the client and no message left since they are shown, or a reminder's hour has come. */
  toSend: 'message' | 'reminder' | null;
  /** When the client was last shown something that waits for them. */
  newest: Date | null;
}

/** Requests the actor may see, those that wait first; `open`: only those with somebody's turn. */
export async function listRequests(
  ctx: Ctx,
  readOnline: ReadOnline,
  { open = false, clientId }: { open?: boolean; clientId?: Id } = {},
): Promise<RequestLine[]> {
  const rows = await tables(ctx)
    .selectFrom('approval.request')
    .selectAll()
    .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId!))
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  const seen = rows.filter((row) => seesClient(ctx.actor, row.client_id));
  if (seen.length === 0) return [];
  const ids = seen.map(({ id }) => id);
  const asked = await tables(ctx)
    .selectFrom('approval.asked')
    .select(['request_id', 'post_id', 'turn', 'since'])
    .where('request_id', 'in', ids)
    .execute();
  const postIds = asked.map(({ post_id }) => post_id);
  const [existing, now, agreed] = await Promise.all([
    readLines(ctx, postIds),
    withTurnNow(ctx, asked, readOnline),
    tables(ctx).selectFrom('approval.mode').select(['client_id', 'remind_hours']).execute(),
  ]);
  const alive = new Set(existing.map(({ id }) => id));
  const lines = seen.map((row) => {
    const hours = agreed.find(({ client_id }) => client_id === row.client_id)?.remind_hours ?? NOTHING_AGREED.remindHours;
    const mine = now.filter((one) => one.request_id === row.id && alive.has(one.post_id));
    return lineOf(ctx.now(), requestOf(row), mine, hours);
  });
  return lines
    .filter(({ since }) => !open || since !== null)
    .sort((a, b) => (a.since?.getTime() ?? Infinity) - (b.since?.getTime() ?? Infinity));
}

function lineOf(now: Date, request: Request, asked: { turn: TurnNow; since: Date }[], hours: readonly number[]): RequestLine {
  const count = (turn: TurnNow) => asked.filter((one) => one.turn === turn).length;
  const waiting = asked.filter(({ turn }) => turn !== 'done' && turn !== 'online').map(({ since }) => since.getTime());
  const turns = { inside: count('inside'), client: count('client'), us: count('us'), done: count('done'), online: count('online') };
  const shown = asked.filter(({ turn }) => turn === 'client').map(({ since }) => since.getTime());
  const newest = shown.length > 0 ? new Date(Math.max(...shown)) : null;
  return { ...request, turns, since: waiting.length > 0 ? new Date(Math.min(...waiting)) : null, newest, toSend: toSend() };

  function toSend(): RequestLine['toSend'] {
    if (!newest || request.revokedAt !== null || request.expiresAt <= now) return null;
    if (request.sentAt === null || request.sentAt < newest) return 'message';
    return remindersDue(request, hours, now) > request.reminded ? 'reminder' : null;
  }
}
