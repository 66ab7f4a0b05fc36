import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { stale } from '#words/refusal.ts';
import { mustManage, signature } from './policy.ts';
import { articleRow } from './read-articles.ts';
import type { Correction } from './shapes.ts';
import { tables } from './site.sql.ts';

/** A new wording of what is already public: the address stays, the old wording is kept with its date. */
export async function correctArticle(ctx: Ctx, articleId: Id, correction: Correction): Promise<number> {
  const { article, site } = await articleRow(ctx, articleId);
  mustManage(ctx, site.client_id);
  if (article.version !== correction.version) throw stale();
  if (article.title === correction.title && article.text === correction.text) return article.version;
  const version = article.version + 1;
  const changed = await tables(ctx)
    .updateTable('site.article')
    .set({ version, title: correction.title, text: correction.text, changed_at: ctx.now() })
    .where('id', '=', article.id)
    .where('version', '=', article.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw stale();
  await tables(ctx)
    .insertInto('site.article_version')
    .values({
      workspace_id: ctx.workspaceId,
      article_id: article.id,
      version,
      title: correction.title,
      text: correction.text,
      changed_by: signature(ctx),
      at: ctx.now(),
    })
    .execute();
  await ctx.tell({ name: 'site.article_corrected', about: { siteId: site.id, articleId, version } });
  return version;
}
