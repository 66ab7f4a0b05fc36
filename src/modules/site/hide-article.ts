import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mustManage, signature } from './policy.ts';
import { articleRow } from './read-articles.ts';
import { tables } from './site.sql.ts';

/** Nobody outside sees it any more; who took it away and when stays written, and it can come back. */
export async function hideArticle(ctx: Ctx, articleId: Id): Promise<void> {
  const { article, site } = await articleRow(ctx, articleId);
  mustManage(ctx, site.client_id);
  if (article.hidden_at) return;
  await tables(ctx)
    .updateTable('site.article')
    .set({ hidden_at: ctx.now(), hidden_by: signature(ctx) })
    .where('id', '=', article.id)
    .execute();
  await ctx.tell({ name: 'site.article_hidden', about: { siteId: site.id, articleId } });
}

export async function showArticle(ctx: Ctx, articleId: Id): Promise<void> {
  const { article, site } = await articleRow(ctx, articleId);
  mustManage(ctx, site.client_id);
  if (!article.hidden_at) return;
  await tables(ctx).updateTable('site.article').set({ hidden_at: null, hidden_by: null }).where('id', '=', article.id).execute();
  await ctx.tell({ name: 'site.article_shown', about: { siteId: site.id, articleId } });
}
