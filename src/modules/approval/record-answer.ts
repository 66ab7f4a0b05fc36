import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { WallTime } from '#words/zone.ts';
import { json, tables, turnTo, type AnswerRow, type AskedRow } from './approval.sql.ts';
import type { Point } from './shapes.ts';

export const lastAnswer = (ctx: Ctx, postId: Id): Promise<AnswerRow | undefined> =>
  tables(ctx).selectFrom('approval.answer').selectAll().where('post_id', '=', postId).orderBy('n', 'desc').limit(1).executeTakeFirst();

type ToRecord = Pick<AnswerRow, 'verdict' | 'kind' | 'who' | 'note'> & {
  proposedWall?: WallTime | null;
  silenceHours?: number;
  point?: Point | null;
} & Partial<Pick<AnswerRow, 'declared_by' | 'declared_by_name'>>;

/** Adds an answer about what is shown; the same one given twice is one. @returns its number */
export async function record(ctx: Ctx, asked: AskedRow, said: ToRecord): Promise<number> {
  const last = await lastAnswer(ctx, asked.post_id);
  const proposed_wall = said.verdict === 'hour' ? (said.proposedWall ?? null) : null;
  const again =
    last?.fingerprint === asked.fingerprint &&
    last.verdict === said.verdict &&
    last.kind === said.kind &&
    last.note === said.note &&
    isSamePoint(last.point, said.point ?? null) &&
    last.proposed_wall === proposed_wall;
  if (again) return last.n;
  const n = (last?.n ?? 0) + 1;
  await tables(ctx)
    .insertInto('approval.answer')
    .values({
      ...{ workspace_id: ctx.workspaceId, post_id: asked.post_id, n, request_id: asked.request_id },
      ...{ verdict: said.verdict, kind: said.kind, who: said.who, note: said.note, proposed_wall },
      ...{ declared_by: said.declared_by ?? null, declared_by_name: said.declared_by_name ?? null },
      ...{ fingerprint: asked.fingerprint, rendering: asked.rendering, planned_at: asked.planned_at, zone: asked.zone },
      silence_hours: said.silenceHours ?? null,
      point: said.point ? (JSON.stringify(said.point) as never) : null,
      ...{ minutes: asked.minutes, content: json(asked.content), round: asked.round, answered_at: ctx.now() },
    })
    .execute();
  await turnTo(ctx, asked, said.verdict === 'yes' ? 'done' : 'us');
  const about = { postId: asked.post_id, clientId: asked.client_id, requestId: asked.request_id, verdict: said.verdict };
  await ctx.tell({ name: 'approval.answered', about: { ...about, kind: said.kind, fingerprint: asked.fingerprint } });
  return n;
}

const isSamePoint = (one: Point | null, other: Point | null): boolean =>
  one?.media === other?.media && one?.x === other?.x && one?.y === other?.y;
