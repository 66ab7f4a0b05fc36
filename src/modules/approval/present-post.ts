import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { WallTime } from '#words/zone.ts';
import { json, lockAsked, spent, tables, type AskedRow } from './approval.sql.ts';
import { readAgreement } from './agree-mode.ts';
import { minuteOf, printsOf } from './fingerprint.ts';
import { saidYes, wasReviewed } from './may-leave.ts';
import { openRequest } from './open-request.ts';
import { waitsForYes, type Agreement, type ShownChannel, type Turn } from './shapes.ts';

/** A post as it would leave. */
export interface Presented {
  postId: Id;
  clientId: Id;
  name: string;
  content: ShownChannel[];
  wall: WallTime;
  zone: string;
  plannedAt: Date;
}

/** What publishing keeps with what leaves. */
export interface Shown {
  rendering: string | null;
  promisedAt: Date | null;
  /** It may leave by what is agreed and answered at this moment. */
  allowed: boolean;
}

/**
 * A post is planned, changed or proposed: the client is asked where that is agreed, or asked again when what they said yes to is no longer
 * what would leave. @param into the request it is proposed in, whatever was agreed
 */
export async function presentPost(ctx: Ctx, post: Presented, into: Id | null = null): Promise<Shown & { voided: boolean }> {
  const [agreed, before] = await Promise.all([readAgreement(ctx, post.clientId), lockAsked(ctx, post.postId)]);
  const { mode, minutes } = agreed;
  const promisedAt = minuteOf(post.plannedAt);
  const { rendering, fingerprint } = printsOf(post.content, { plannedAt: promisedAt, minutes });
  if (!before && !into && mode === 'none') return { rendering, promisedAt, allowed: true, voided: false };
  const turn = await turnOf(ctx, agreed, { postId: post.postId, rendering, at: promisedAt });
  const shown = { rendering, promisedAt, allowed: !waitsForYes(mode) || turn === 'done' };
  if (before && !into && before.fingerprint === fingerprint) return { ...shown, voided: false };

  const voided = before?.turn === 'done' && turn !== 'done';
  // A round is a go of answers: changes made before any answer belong to the same one.
  const round = before ? before.round + (before.fingerprint !== fingerprint && (await wasAnswered(ctx, before)) ? 1 : 0) : 1;
  const row: Omit<AskedRow, 'workspace_id' | 'post_id'> = {
    ...{
      request_id: into ?? (await requestFor(ctx, post, before)),
      client_id: post.clientId,
      name: post.name,
      content: json(post.content),
    },
    ...{ fingerprint, rendering, planned_at: promisedAt, wall: post.wall, zone: post.zone, minutes, round },
    ...{ turn, since: ctx.now(), ...(before ? spent(ctx, before) : NO_TIME) },
  };
  await tables(ctx)
    .insertInto('approval.asked')
    .values({ workspace_id: ctx.workspaceId, post_id: post.postId, ...row })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'post_id']).doUpdateSet(row))
    .execute();
  const about = { postId: post.postId, clientId: post.clientId, requestId: row.request_id };
  if (voided) await ctx.tell({ name: 'approval.voided', about });
  if (turn === 'inside' && before?.turn !== 'inside')
    await ctx.tell({ name: 'approval.review_wished', about: { ...about, ...writerOf(ctx) } });
  if (turn === 'client' && (into !== null || before?.turn !== 'client')) await ctx.tell({ name: 'approval.requested', about });
  return { ...shown, voided };
}

/** Who made it so; nobody a program or the hour did. */
const writerOf = ({ actor }: Ctx): { by?: Id } => (actor.kind === 'person' ? { by: actor.userId } : {});

const NO_TIME = { client_seconds: 0, us_seconds: 0 };

/** Whose turn it is with a version: the manager's first where there are two levels. */
async function turnOf(ctx: Ctx, agreed: Agreement, what: { postId: Id; rendering: string; at: Date }): Promise<Turn> {
  if (agreed.mode === 'two_levels' && !(await wasReviewed(ctx, what.postId, what.rendering))) return 'inside';
  return (await saidYes(ctx, agreed, what)) ? 'done' : 'client';
}

const wasAnswered = async (ctx: Ctx, { post_id, round }: AskedRow): Promise<boolean> =>
  (await tables(ctx)
    .selectFrom('approval.answer')
    .select('n')
    .where('post_id', '=', post_id)
    .where('round', '=', round)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** A post stays in its request while that is open. */
async function requestFor(ctx: Ctx, post: Presented, before: AskedRow | undefined): Promise<Id> {
  const open = before && (await isOpen(ctx, before.request_id));
  return open ? before.request_id : openRequest(ctx, post.clientId, post.plannedAt);
}

const isOpen = async (ctx: Ctx, id: Id): Promise<boolean> =>
  (await tables(ctx)
    .selectFrom('approval.request')
    .select('id')
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .executeTakeFirst()) !== undefined;

/**
 * What is shown of a post, at its new hour. Whether what was handed to publishing may leave then is not said here: it may be another
 * version than the one shown.
 */
export async function presentMoved(
  ctx: Ctx,
  postId: Id,
  to: Pick<Presented, 'wall' | 'zone' | 'plannedAt'>,
  clientId: Id,
): Promise<{ promisedAt: Date; voided: boolean }> {
  const asked = await lockAsked(ctx, postId);
  const voided =
    asked !== undefined && (await presentPost(ctx, { postId, clientId, name: asked.name, content: asked.content, ...to })).voided;
  return { promisedAt: minuteOf(to.plannedAt), voided };
}

/** The post no longer leaves: nobody is asked any more. What was answered stays written. */
export async function dropAsked(ctx: Ctx, postId: Id): Promise<void> {
  await tables(ctx).deleteFrom('approval.asked').where('post_id', '=', postId).execute();
}
