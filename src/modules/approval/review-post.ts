import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { readAgreement } from './agree-mode.ts';
import { lockAsked, tables, turnTo, type AskedRow, type ReviewRow } from './approval.sql.ts';
import { saidYes } from './may-leave.ts';
import { mustAsk } from './policy.ts';

/**
 * The first of two levels: a manager read this version, and the client may be shown it, or not yet.
 * @throws Refusal `approval_changed` (409): what they read is no longer what the client would be shown
 */
export async function reviewPost(ctx: Ctx, postId: Id, said: { verdict: 'yes' | 'change'; note: string; print: string }): Promise<void> {
  const asked = await lockAsked(ctx, postId);
  if (!asked) throw notFound();
  mustAsk(ctx, asked.client_id);
  if (asked.fingerprint !== said.print) throw new Refusal('approval_changed', { status: 409 });
  if (said.verdict === 'change' && said.note === '') throw invalid('note');
  const last = await lastReview(ctx, postId);
  await tables(ctx)
    .insertInto('approval.review')
    .values({
      ...{
        workspace_id: ctx.workspaceId,
        post_id: postId,
        n: (last?.n ?? 0) + 1,
        rendering: asked.rendering,
        verdict: said.verdict,
        note: said.note,
      },
      reviewed_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
      ...{ reviewed_by_name: ctx.actor.name, reviewed_at: ctx.now() },
    })
    .execute();
  const about = { postId, clientId: asked.client_id, requestId: asked.request_id };
  await ctx.tell({ name: 'approval.reviewed', about: { ...about, verdict: said.verdict } });
  if (said.verdict === 'change') return void (await turnTo(ctx, asked, 'us'));
  const putBack = asked.turn === 'us' && last?.verdict === 'change' && last.rendering === asked.rendering;
  if (asked.turn === 'inside' || putBack) await handOn(ctx, asked, about);
}

/** To the client, unless they said yes to exactly this before. */
async function handOn(ctx: Ctx, asked: AskedRow, about: Record<string, string>): Promise<void> {
  const agreed = await readAgreement(ctx, asked.client_id);
  const yes = await saidYes(ctx, agreed, { postId: asked.post_id, rendering: asked.rendering, at: asked.planned_at });
  await turnTo(ctx, asked, yes ? 'done' : 'client');
  if (!yes) await ctx.tell({ name: 'approval.requested', about });
}

const lastReview = (ctx: Ctx, postId: Id): Promise<ReviewRow | undefined> =>
  tables(ctx).selectFrom('approval.review').selectAll().where('post_id', '=', postId).orderBy('n', 'desc').limit(1).executeTakeFirst();
