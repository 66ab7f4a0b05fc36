import type { Ctx } from '#plumbing/db';
import { isId, newId, type Id } from '#words/ids.ts';
import { invalid, notFound } from '#words/refusal.ts';
import { mustManage, signature } from './policy.ts';
import { articleRow } from './read-articles.ts';
import { LONGEST_COMMENT, type CommentState } from './shapes.ts';
import { tables, type CommentRow, type SiteRow } from './site.sql.ts';

/** Any decision may be taken back, by another or by none (`pending`): only approved comments are ever public. */
export async function decideComment(ctx: Ctx, commentId: Id, decision: CommentState): Promise<void> {
  const { comment } = await commentRow(ctx, commentId);
  if (comment.state === decision) return;
  await tables(ctx)
    .updateTable('site.comment')
    .set({
      state: decision,
      ...(decision === 'pending' ? { decided_at: null, decided_by: null } : { decided_at: ctx.now(), decided_by: signature(ctx) }),
    })
    .where('id', '=', comment.id)
    .execute();
  await ctx.tell({ name: 'site.comment_decided', about: { commentId, articleId: comment.article_id, decision } });
}

/** The author of the site answers; answering in public makes the question public too. */
export async function answerComment(ctx: Ctx, commentId: Id, text: string): Promise<Id> {
  const { comment, site } = await commentRow(ctx, commentId);
  const words = text.trim();
  if (words.length < 2 || words.length > LONGEST_COMMENT) throw invalid('text');
  await decideComment(ctx, commentId, 'approved');
  const id = newId(ctx.now().getTime());
  await tables(ctx)
    .insertInto('site.comment')
    .values({
      workspace_id: ctx.workspaceId,
      id,
      article_id: comment.article_id,
      answers: comment.answers ?? comment.id,
      by_author: true,
      author_name: site.author_name,
      text: words,
      state: 'approved',
      sender: null,
      written_at: ctx.now(),
      decided_at: ctx.now(),
      decided_by: signature(ctx),
    })
    .execute();
  return id;
}

async function commentRow(ctx: Ctx, commentId: Id): Promise<{ comment: CommentRow; site: SiteRow }> {
  const comment = isId(commentId)
    ? await tables(ctx).selectFrom('site.comment').selectAll().where('id', '=', commentId).forUpdate().executeTakeFirst()
    : undefined;
  if (!comment) throw notFound();
  const { site } = await articleRow(ctx, comment.article_id);
  mustManage(ctx, site.client_id);
  return { comment, site };
}
