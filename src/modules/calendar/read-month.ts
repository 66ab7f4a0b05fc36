import { listChannels } from '#modules/channels';
import type { Ctx } from '#plumbing/db';
import { seesClient } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { isZone } from '#words/zone.ts';
import { spanOf } from './day-span.ts';
import {
  draftLines,
  firstOfSpans,
  idsBetween,
  linesBetween,
  linesOf,
  linesShowing,
  type Narrow,
  selectAhead,
  type Ahead,
} from './lines.sql.ts';
import { isDay, isMonth, weekOf, weeksOf, type Day, type Month } from './month.ts';
import { mayRead } from './policy.ts';
import type { PostLine } from './shapes.ts';

/** Posts of one day that a month shows at most; the others are on the page of that day. */
export const SHOWN_OF_A_DAY = 8;
/** So many on one page are still read at a glance, and written in one (npm run bench: a month with 10,000 posts). */
const MOST_ON_A_PAGE = 210;
/** Posts of one day that a month fuller than that shows. */
export const SHOWN_WHEN_CROWDED = 2;
/** Posts of one day that a week shows. */
const SHOWN_IN_A_WEEK = 25;
/** Posts on one page of a day. */
export const DAY_PAGE = 100;

/** Which posts are wanted; what is left out is not looked at. */
export interface Filter {
  clientId?: Id;
  pillarId?: Id;
  /** Posts that go to this network. */
  network?: string;
  /** Posts this person began, or has something to do on. */
  by?: Id;
  only?: readonly Id[];
  /** Handed to publishing, or not. */
  planned?: boolean;
}

export interface MonthOfPosts {
  /** In order; at most so many of each day. */
  lines: PostLine[];
  /** How many each day holds, days without any left out. */
  counts: Record<Day, number>;
}

/** The weeks that touch the month, as a clock in `zone` tells the days. It costs what is shown, however full the month. */
export async function readMonth(ctx: Ctx, question: Filter & { month: Month; zone: string }): Promise<MonthOfPosts> {
  if (!isMonth(question.month)) throw invalid('month');
  return readDays(ctx, weeksOf(question.month).flat(), question, SHOWN_OF_A_DAY);
}

/** Monday to Sunday of the week this day is in. */
export async function readWeek(ctx: Ctx, question: Filter & { day: Day; zone: string }): Promise<MonthOfPosts> {
  if (!isDay(question.day)) throw invalid('day');
  return readDays(ctx, weekOf(question.day), question, SHOWN_IN_A_WEEK);
}

async function readDays(ctx: Ctx, days: Day[], question: Filter & { zone: string }, most: number): Promise<MonthOfPosts> {
  const narrow = await narrowOf(ctx, question);
  const spans = days.map((day) => spanOf(day, question.zone));
  const found = await firstOfSpans(ctx, spans, narrow, most);
  const crowded = found.reduce((sum, { ids }) => sum + ids.length, 0) > MOST_ON_A_PAGE;
  const order = found.flatMap(({ ids }) => (crowded ? ids.slice(0, SHOWN_WHEN_CROWDED) : ids));
  const lines = new Map((await linesOf(ctx, order)).map((line) => [line.id, line]));
  return {
    lines: order.flatMap((id) => lines.get(id) ?? []),
    counts: Object.fromEntries(days.map((day, index) => [day, found[index]!.count] as const).filter(([, count]) => count > 0)),
  };
}

/** One page of a day. @param question.skip how many come before it */
export async function readDay(ctx: Ctx, question: Filter & { day: Day; zone: string; skip?: number }): Promise<PostLine[]> {
  if (!isDay(question.day)) throw invalid('day');
  const narrow = await narrowOf(ctx, question);
  return linesBetween(ctx, spanOf(question.day, question.zone), narrow, { skip: question.skip ?? 0, most: DAY_PAGE });
}

/** The posts of some days (first to last, both included), for a room that knows which of them are wanted. */
export async function listPostIds(ctx: Ctx, question: Filter & { first: Day; last: Day; zone: string }): Promise<Id[]> {
  const { first, last, zone } = question;
  if (!isDay(first) || !isDay(last)) throw invalid('day');
  const narrow = await narrowOf(ctx, question);
  return idsBetween(ctx, { from: spanOf(first, zone).from, to: spanOf(last, zone).to }, narrow);
}

async function narrowOf(ctx: Ctx, question: Filter & { zone: string }): Promise<Narrow> {
  const { zone, clientId, network, pillarId, by, only, planned } = question;
  if (!isZone(zone)) throw invalid('zone');
  if (clientId !== undefined) mayRead(ctx, clientId);
  const everyone = ctx.actor.kind === 'system' ? 'all' : ctx.actor.clients;
  const channels = network === undefined ? [] : await listChannels(ctx, { clientId, removed: true });
  return {
    whose: clientId === undefined ? everyone : [clientId],
    ...{ pillarId, by, only, planned },
    ...(network !== undefined && { channelIds: channels.filter((one) => one.network === network).map(({ id }) => id) }),
  };
}

/** Posts nobody has handed to publishing, the last touched first. */
export async function listDrafts(ctx: Ctx, question: { clientId?: Id; limit?: number } = {}): Promise<PostLine[]> {
  if (question.clientId !== undefined) mayRead(ctx, question.clientId);
  return seen(ctx, await draftLines(ctx, { clientId: question.clientId, limit: question.limit ?? 30 }));
}

/** The names of posts met elsewhere (a decision, a failure); those one may not see are left out. */
export const readLines = async (ctx: Ctx, ids: Id[]): Promise<PostLine[]> => seen(ctx, await linesOf(ctx, [...new Set(ids)]));

/** The posts that show this media, the last touched first: for the library's page. */
export const listPostsShowing = async (ctx: Ctx, mediaId: Id): Promise<PostLine[]> => seen(ctx, await linesShowing(ctx, mediaId));

/** Posts to come that show one of these media: whom the end of an image right will stop. */
export async function listAhead(ctx: Ctx, mediaIds: readonly Id[]): Promise<Ahead[]> {
  if (mediaIds.length === 0) return [];
  return (await selectAhead(ctx, mediaIds, ctx.now())).filter((one) => seesClient(ctx.actor, one.clientId));
}

const seen = (ctx: Ctx, lines: PostLine[]): PostLine[] => lines.filter((line) => seesClient(ctx.actor, line.clientId));
