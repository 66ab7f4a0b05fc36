import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { resolveWallTime, type WallTime } from '#words/zone.ts';
import { lockAsked, tables, type AnswerRow, type AskedRow } from './approval.sql.ts';
import { printsOf } from './fingerprint.ts';
import { keepEvidence, type Evidence } from './evidence.ts';
import { mustAsk, mustBeClient } from './policy.ts';
import { lastAnswer, record } from './record-answer.ts';
import { isShown, type Point, type Verdict } from './shapes.ts';

export interface Given {
  verdict: Verdict;
  /** The fingerprint of what was on the page. */
  print: string;
  note: string;
  proposedWall?: WallTime | null;
  /** Where in one of its pictures. */
  point?: Point | null;
  /** How they came in; by a link somebody handed over, when nothing is said. */
  kind?: 'link' | 'handed';
}

/**
 * The client answers about one post of their link. The same answer given twice is one.
 * @throws Refusal `approval_changed` (409): what they read is no longer what would leave; `not_found`: another link's post
 */
export async function giveAnswer(ctx: Ctx, requestId: Id, postId: Id, given: Given): Promise<void> {
  const asked = await lockAsked(ctx, postId);
  if (!asked || asked.request_id !== requestId) throw notFound();
  if (!isShown(asked.turn, (await lastAnswer(ctx, postId))?.n ?? 0)) throw notFound();
  const who = mustBeClient(ctx, asked.client_id);
  if (asked.fingerprint !== given.print) throw new Refusal('approval_changed', { status: 409 });
  if (given.point && !shows(asked, given.point.media)) throw invalid('point');
  if (given.verdict === 'hour') checkHour(ctx, given.proposedWall, asked.zone);
  await record(ctx, asked, { ...given, kind: given.kind ?? 'handed', who });
  await noteReceived(ctx, requestId);
}

/** Whoever answers has the link: it left, though nobody said so. */
const noteReceived = (ctx: Ctx, id: Id) =>
  tables(ctx)
    .updateTable('approval.request')
    .set((eb) => ({
      reached: true,
      sent_at: eb
        .selectFrom('approval.answer')
        .select((one) => one.fn.max('answered_at').as('at'))
        .where('request_id', '=', id),
    }))
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute();

const shows = ({ content }: AskedRow, mediaId: Id): boolean =>
  content.some(({ segments }) => segments.some(({ media }) => media.some(({ id }) => id === mediaId)));

function checkHour(ctx: Ctx, wall: WallTime | null | undefined, zone: string): void {
  const read = wall ? resolveWallTime(wall, zone) : null;
  if (!read || read.kind === 'gap' || read.instant <= ctx.now()) throw invalid('hour');
}

/** Said in the client's place, with the evidence in words, and the file where there is one: a voice note, a screenshot. */
export async function declareAnswer(
  ctx: Ctx,
  postId: Id,
  { evidence, ...declared }: { verdict: 'yes' | 'change' | 'no'; who: string; note: string; print: string; evidence?: Evidence | null },
): Promise<void> {
  const asked = await lockAsked(ctx, postId);
  if (!asked) throw notFound();
  mustAsk(ctx, asked.client_id);
  if (asked.fingerprint !== declared.print) throw new Refusal('approval_changed', { status: 409 });
  if (asked.turn === 'inside') throw new Refusal('approval_not_reviewed', { status: 409 });
  if (declared.note === '') throw invalid('note');
  const n = await record(ctx, asked, { ...declared, kind: 'declared', ...signed(ctx) });
  if (evidence) await keepEvidence(ctx, postId, n, evidence);
}

/**
 * The hour the client proposed last, taken unchanged for the same content: their word becomes a yes to it. Called before the post is moved.
 * @returns the hour @throws Refusal `approval_no_hour` (409) when they said something else since
 */
export async function acceptHour(ctx: Ctx, postId: Id): Promise<{ wall: WallTime; zone: string }> {
  const asked = await lockAsked(ctx, postId);
  if (!asked) throw notFound();
  mustAsk(ctx, asked.client_id);
  const last = await lastAnswer(ctx, postId);
  const read = last?.proposed_wall ? resolveWallTime(last.proposed_wall, last.zone) : null;
  if (last?.verdict !== 'hour' || last.rendering !== asked.rendering || !read || read.kind === 'gap')
    throw new Refusal('approval_no_hour', { status: 409 });
  const window = { plannedAt: read.instant, minutes: asked.minutes };
  const there = { ...asked, ...printsOf(asked.content, window), planned_at: read.instant };
  await record(ctx, there, { verdict: 'yes', kind: last.kind, who: last.who, note: last.note, ...signed(ctx) });
  return { wall: last.proposed_wall!, zone: last.zone };
}

const signed = (ctx: Ctx): Pick<AnswerRow, 'declared_by' | 'declared_by_name'> => ({
  declared_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
  declared_by_name: ctx.actor.name,
});
