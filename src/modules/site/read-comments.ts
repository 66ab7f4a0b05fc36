import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mayRead } from './policy.ts';
import type { Comment, CommentState, CommentToRead } from './shapes.ts';
import { tables } from './site.sql.ts';
import { firstWords, toComment } from './views.ts';
import { plainText } from './markdown.ts';

/** What visitors see under an article: approved, oldest first, each answer right below what it answers. */
export async function readComments(ctx: Ctx, articleId: Id): Promise<Comment[]> {
  const rows = await tables(ctx)
    .selectFrom('site.comment')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('state', '=', 'approved')
    .orderBy('written_at')
    .orderBy('id')
    .execute();
  const comments = rows.map(toComment);
  const first = comments.filter((one) => !one.answers);
  return first.flatMap((one) => [one, ...comments.filter((other) => other.answers === one.id)]);
}

/** For the studio: visitors' comments in one state, the oldest waiting first, the latest decided first. */
export async function listComments(ctx: Ctx, filter: { state: CommentState; siteId?: Id }, limit = 100): Promise<CommentToRead[]> {
  let rows = tables(ctx)
    .selectFrom('site.comment as comment')
    .innerJoin('site.article as article', 'article.id', 'comment.article_id')
    .innerJoin('site.site as site', 'site.id', 'article.site_id')
    .selectAll('comment')
    .select([
      'site.id as siteId',
      'site.title as siteTitle',
      'site.client_id as clientId',
      'article.title as articleTitle',
      'article.text as articleText',
      'article.slug as articleSlug',
    ])
    .where('comment.state', '=', filter.state)
    .where('comment.by_author', '=', false)
    .orderBy('comment.written_at', filter.state === 'pending' ? 'asc' : 'desc')
    .limit(limit);
  if (filter.siteId) rows = rows.where('site.id', '=', filter.siteId);
  return (await rows.execute())
    .filter((row) => mayRead(ctx, row.clientId))
    .map((row) => ({
      ...toComment(row),
      siteId: row.siteId,
      siteTitle: row.siteTitle,
      articleTitle: row.articleTitle || firstWords(plainText(row.articleText), 80),
      articleSlug: row.articleSlug,
    }));
}

/** How many wait to be read, of the sites this person may see: shown on Today. */
export async function countPendingComments(ctx: Ctx): Promise<number> {
  const rows = await tables(ctx)
    .selectFrom('site.comment as comment')
    .innerJoin('site.article as article', 'article.id', 'comment.article_id')
    .innerJoin('site.site as site', 'site.id', 'article.site_id')
    .select(['site.client_id as clientId', sql<number>`count(*)`.as('count')])
    .where('comment.state', '=', 'pending')
    .groupBy('site.client_id')
    .execute();
  return rows.filter((row) => mayRead(ctx, row.clientId)).reduce((sum, row) => sum + row.count, 0);
}
