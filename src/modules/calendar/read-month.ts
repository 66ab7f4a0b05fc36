import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { seesClient } from '#words/actor.ts';
import { isZone, resolveWallTime } from '#words/zone.ts';
import { mayRead } from './policy.ts';
import { addDays, isDay, isMonth, weeksOf, type Day, type Month } from './month.ts';
import { draftLines, linesBetween, linesOf, linesShowing } from './posts.sql.ts';
import type { PostLine } from './shapes.ts';

/** The posts of every week that touches the month, as a clock in `zone` tells the days. */
export async function readMonth(ctx: Ctx, question: { month: Month; zone: string; clientId?: Id }): Promise<PostLine[]> {
  if (!isMonth(question.month)) throw invalid('month');
  const weeks = weeksOf(question.month);
  return readDays(ctx, { ...question, first: weeks[0]![0]!, last: weeks.at(-1)!.at(-1)! });
}

export const readDay = (ctx: Ctx, question: { day: Day; zone: string; clientId?: Id }): Promise<PostLine[]> =>
  readDays(ctx, { ...question, first: question.day, last: question.day });

async function readDays(ctx: Ctx, question: { first: Day; last: Day; zone: string; clientId?: Id }): Promise<PostLine[]> {
  if (!isDay(question.first) || !isDay(question.last)) throw invalid('day');
  if (!isZone(question.zone)) throw invalid('zone');
  if (question.clientId !== undefined) mayRead(ctx, question.clientId);
  const span = { from: midnight(question.first, question.zone), to: midnight(addDays(question.last, 1), question.zone) };
  return seen(ctx, await linesBetween(ctx, { ...span, clientId: question.clientId }));
}

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
