import { readAsked, readRequest, type AskedPost } from '#modules/approval';
import { turnNow, type Turn } from '#modules/approval/shapes';
import { listRemarks, listTasks } from '#modules/calendar';
import { readChannel } from '#modules/channels';
import { readOnline, readPublicationsOf } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import { listComments } from '#modules/site';
import type { Ctx } from '#plumbing/db';
import { seesClient } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import { tables as receivers } from '../notices.sql.ts';
import type { Subject } from './subjects.ts';
import type { NoticeRow } from './telling.sql.ts';

type Ask = (ctx: Ctx, notice: NoticeRow) => Promise<boolean>;

/** Hours may pass between what happened and when it is said: what was answered, mended or read meanwhile is no news. */
const STILL: Record<Subject, Ask> = {
  decision: (ctx, { about }) =>
    isStill(ctx, about, ({ byHand, state, label, replacedById, setAside }) => {
      if (state === 'FAILED') return replacedById === null && !setAside;
      return (!byHand && state === 'NEEDS_DECISION') || label === 'held';
    }),
  to_post: (ctx, { about }) => isStill(ctx, about, ({ state }) => state === 'NEEDS_DECISION'),
  reminder: (ctx, { about, until }) =>
    isStill(ctx, about, ({ state, notBefore }) => ['SCHEDULED', 'READY'].includes(state) && notBefore.getTime() === until?.getTime()),
  connection: async (ctx, { about }) => (await readChannel(ctx, about['channelId']!)).state === 'needs_reconnect',
  change: async (ctx, { about }) => (await readAsked(ctx, about['postId']!))?.turn === 'us',
  answer: async () => true,
  silence: async (ctx, { about }) => {
    const { revokedAt, sentAt, byMail, posts } = await readRequest(ctx, about['requestId']!);
    return revokedAt === null && sentAt === null && !byMail && isTurn(ctx, 'client', posts);
  },
  asked: async (ctx, { about }) => {
    const { postId, taskId } = about;
    if (!taskId) return isTurn(ctx, 'inside', [await readAsked(ctx, postId!)]);
    return (await listTasks(ctx, postId!)).some(({ id, done }) => id === taskId && done === null);
  },
  remark: async (ctx, { about }) => (await listRemarks(ctx, about['postId']!)).some(({ id, fresh }) => id === about['remarkId'] && fresh),
  comment: async (ctx, { about }) => (await listComments(ctx, { state: 'pending' }, MOST_READ)).some(({ id }) => id === about['commentId']),
  receiver: async (ctx, { about }) => {
    const found = await receivers(ctx)
      .selectFrom('notices.endpoint')
      .select('off_reason')
      .where('id', '=', about['endpointId']!)
      .executeTakeFirst();
    return found?.off_reason === 'gone' || found?.off_reason === 'failing';
  },
  week: async () => true,
};
const MOST_READ = 500;

/** Those that are still news. @param ctx as the person who would be told: what they may not see any more is not said to them */
export async function listStill(ctx: Ctx, notices: readonly NoticeRow[]): Promise<NoticeRow[]> {
  const still: NoticeRow[] = [];
  for (const notice of notices) if (await isStillSo(ctx, notice)) still.push(notice);
  return still;
}

async function isStillSo(ctx: Ctx, notice: NoticeRow): Promise<boolean> {
  if (notice.until && notice.until <= ctx.now()) return false;
  if (notice.client_id && !seesClient(ctx.actor, notice.client_id)) return false;
  try {
    return await STILL[notice.subject](ctx, notice);
  } catch (error) {
    if (error instanceof Refusal) return false; // deleted since, or no longer theirs to see
    throw error;
  }
}

/** Of one of these posts at least; what went out meanwhile waits for nobody. */
async function isTurn(ctx: Ctx, whose: Turn, posts: readonly (AskedPost | null)[]): Promise<boolean> {
  const asked = posts.filter((one) => one !== null);
  const online = await readOnline(
    ctx,
    asked.map(({ postId }) => postId),
  );
  return asked.some((one) => turnNow(one, online.get(one.postId)) === whose);
}

async function isStill(ctx: Ctx, about: Record<string, string>, holds: (one: PublicationView) => boolean): Promise<boolean> {
  return (await readPublicationsOf(ctx, [about['postId']!])).some((one) => one.id === about['publicationId'] && holds(one));
}
