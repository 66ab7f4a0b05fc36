import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { seesClient } from '#words/actor.ts';
import { isZone, resolveWallTime } from '#words/zone.ts';
import { mayRead } from './policy.ts';
import { addDays, isDay, isMonth, weeksOf, type Day, type Month } from './month.ts';
import { draftLines, firstOfSpans, linesBetween, linesOf, linesShowing, type Span, type Whose } from './posts.sql.ts';
import type { PostLine } from './shapes.ts';

/** Posts of one day that a month shows; the others are on the page of that day. */
export const SHOWN_OF_A_DAY = 8;
/** Posts on one page of a day. */
export const DAY_PAGE = 100;

export interface MonthOfPosts {
  /** In order; at most SHOWN_OF_A_DAY of each day. */
  lines: PostLine[];
  /** How many each day holds, days without any left out. */
  counts: Record<Day, number>;
}

/** The weeks that touch the month, as a clock in `zone` tells the days. It costs what is shown, however full the month. */
export async function readMonth(ctx: Ctx, question: { month: Month; zone: string; clientId?: Id }): Promise<MonthOfPosts> {
  if (!isMonth(question.month)) throw invalid('month');
  const whose = whoseOf(ctx, question);
  const days = weeksOf(question.month).flat();
  const found = await firstOfSpans(
    ctx,
    days.map((day) => spanOf(day, question.zone)),
    whose,
    SHOWN_OF_A_DAY,
  );
  const order = found.flatMap(({ ids }) => ids);
  const lines = new Map((await linesOf(ctx, order)).map((line) => [line.id, line]));
  return {
    lines: order.flatMap((id) => lines.get(id) ?? []),
    counts: Object.fromEntries(days.map((day, index) => [day, found[index]!.count] as const).filter(([, count]) => count > 0)),
  };
}

/** One page of a day. @param question.skip how many come before it */
export function readDay(ctx: Ctx, question: { day: Day; zone: string; clientId?: Id; skip?: number }): Promise<PostLine[]> {
  if (!isDay(question.day)) throw invalid('day');
  const whose = whoseOf(ctx, question);
  return linesBetween(ctx, spanOf(question.day, question.zone), whose, { skip: question.skip ?? 0, most: DAY_PAGE });
}

function whoseOf(ctx: Ctx, { zone, clientId }: { zone: string; clientId?: Id }): Whose {
  if (!isZone(zone)) throw invalid('zone');
  if (clientId === undefined) return ctx.actor.kind === 'system' ? 'all' : ctx.actor.clients;
  mayRead(ctx, clientId);
  return [clientId];
}

const spanOf = (day: Day, zone: string): Span => ({ from: midnight(day, zone), to: midnight(addDays(day, 1), zone) });

/** The first instant of a day; where midnight does not exist that day, the first moment after the gap. */
function midnight(day: Day, zone: string): Date {
  const found = resolveWallTime(`${day}T00:00`, zone);
  if (found.kind !== 'gap') return found.instant;
  const after = resolveWallTime(found.after, zone);
  if (after.kind === 'gap') throw new Error(`no midnight on ${day} in ${zone}`);
  return after.instant;
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

const seen = (ctx: Ctx, lines: PostLine[]): PostLine[] => lines.filter((line) => seesClient(ctx.actor, line.clientId));
