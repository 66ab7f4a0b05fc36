import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { resolveWallTime, type WallTime } from '#words/zone.ts';
import { json, lockAsked, tables, turnTo, type AnswerRow, type AskedRow } from './approval.sql.ts';
import { printsOf } from './fingerprint.ts';
import { mustAsk, mustBeClient } from './policy.ts';
import type { Verdict } from './shapes.ts';

export interface Given {
  verdict: Verdict;
  /** The fingerprint of what was on the page. */
  print: string;
  note: string;
  proposedWall?: WallTime | null;
}

/**
 * The client answers about one post of their link. The same answer given twice is one.
 * @throws Refusal `approval_changed` (409): what they read is no longer what would leave; `not_found`: another link's post
 */
export async function giveAnswer(ctx: Ctx, requestId: Id, postId: Id, given: Given): Promise<void> {
  const asked = await lockAsked(ctx, postId);
  if (!asked || asked.request_id !== requestId) throw notFound();
  const who = mustBeClient(ctx, asked.client_id);
  if (asked.fingerprint !== given.print) throw new Refusal('approval_changed', { status: 409 });
  if (given.verdict === 'hour') checkHour(ctx, given.proposedWall, asked.zone);
  await record(ctx, asked, { ...given, kind: 'handed', who });
}

function checkHour(ctx: Ctx, wall: WallTime | null | undefined, zone: string): void {
  const read = wall ? resolveWallTime(wall, zone) : null;
  if (!read || read.kind === 'gap' || read.instant <= ctx.now()) throw invalid('hour');
}

/** Said in the client's place, with the evidence in words: a voice note, a call, a screenshot. */
export async function declareAnswer(
  ctx: Ctx,
  postId: Id,
  declared: { verdict: 'yes' | 'change' | 'no'; who: string; note: string; print: string },
): Promise<void> {
  const asked = await lockAsked(ctx, postId);
  if (!asked) throw notFound();
  mustAsk(ctx, asked.client_id);
  if (asked.fingerprint !== declared.print) throw new Refusal('approval_changed', { status: 409 });
  if (declared.note === '') throw invalid('note');
  await record(ctx, asked, { ...declared, kind: 'declared', ...signed(ctx) });
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

const lastAnswer = (ctx: Ctx, postId: Id): Promise<AnswerRow | undefined> =>
  tables(ctx).selectFrom('approval.answer').selectAll().where('post_id', '=', postId).orderBy('n', 'desc').limit(1).executeTakeFirst();

type ToRecord = Pick<AnswerRow, 'verdict' | 'kind' | 'who' | 'note'> & { proposedWall?: WallTime | null } & Partial<
    Pick<AnswerRow, 'declared_by' | 'declared_by_name'>
  >;

async function record(ctx: Ctx, asked: AskedRow, said: ToRecord): Promise<void> {
  const last = await lastAnswer(ctx, asked.post_id);
  const proposed_wall = said.verdict === 'hour' ? (said.proposedWall ?? null) : null;
  const again =
    last?.fingerprint === asked.fingerprint &&
    last.verdict === said.verdict &&
    last.note === said.note &&
    last.proposed_wall === proposed_wall;
  if (again) return;
  await tables(ctx)
    .insertInto('approval.answer')
    .values({
      ...{ workspace_id: ctx.workspaceId, post_id: asked.post_id, n: (last?.n ?? 0) + 1, request_id: asked.request_id },
      ...{ verdict: said.verdict, kind: said.kind, who: said.who, note: said.note, proposed_wall },
      ...{ declared_by: said.declared_by ?? null, declared_by_name: said.declared_by_name ?? null },
      ...{ fingerprint: asked.fingerprint, rendering: asked.rendering, planned_at: asked.planned_at, zone: asked.zone },
      ...{ minutes: asked.minutes, content: json(asked.content), round: asked.round, answered_at: ctx.now() },
    })
    .execute();
  await turnTo(ctx, asked.post_id, said.verdict === 'yes' ? 'done' : 'us');
  const about = { postId: asked.post_id, clientId: asked.client_id, requestId: asked.request_id, verdict: said.verdict };
  await ctx.tell({ name: 'approval.answered', about: { ...about, kind: said.kind, fingerprint: asked.fingerprint } });
}
