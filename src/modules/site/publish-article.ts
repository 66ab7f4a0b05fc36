import { createHash } from 'node:crypto';
import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Payload } from '#networks/contract';
import { slugOf, type Picture } from './shapes.ts';
import { tables, type ArticleRow } from './site.sql.ts';
import { takePictures } from './take-pictures.ts';

export type Publishing =
  | { kind: 'published' | 'already_there'; article: ArticleRow }
  /** Another content under the same id: never overwritten. */
  | { kind: 'other_content' }
  | { kind: 'no_site' };

/**
 * One article per op_id, whatever the number of calls: the same content again finds the same article.
 * Called by the site's network on behalf of publishing, which has done the asking for rights.
 */
export async function publishArticle(ctx: Ctx, siteId: Id, opId: Id, payload: Payload): Promise<Publishing> {
  const db = tables(ctx);
  // The lock orders the choice of slugs; it also makes two simultaneous calls with one id find each other's row.
  const site = await db.selectFrom('site.site').select('id').where('id', '=', siteId).forNoKeyUpdate().executeTakeFirst();
  if (!site) return { kind: 'no_site' };

  const hash = contentHash(payload);
  const there = await db.selectFrom('site.article').selectAll().where('id', '=', opId).executeTakeFirst();
  if (there)
    return there.content_hash === hash && there.site_id === siteId ? { kind: 'already_there', article: there } : { kind: 'other_content' };

  const article = await db
    .insertInto('site.article')
    .values({
      workspace_id: ctx.workspaceId,
      id: opId,
      site_id: siteId,
      slug: await freeSlug(ctx, siteId, opId, payload),
      content_hash: hash,
      version: 1,
      title: payload.title.trim(),
      text: payload.text,
      language: payload.language,
      media: sql<Picture[]>`${JSON.stringify(await takePictures(ctx, payload.media))}::jsonb`,
      published_at: ctx.now(),
      changed_at: null,
      hidden_at: null,
      hidden_by: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await db
    .insertInto('site.article_version')
    .values({
      workspace_id: ctx.workspaceId,
      article_id: opId,
      version: 1,
      title: article.title,
      text: article.text,
      changed_by: '',
      at: ctx.now(),
    })
    .execute();
  await ctx.tell({ name: 'site.article_published', about: { siteId, articleId: opId } });
  return { kind: 'published', article };
}

/** Of every byte a reader could see: the frozen payload is the same at each repeat. */
export function contentHash(payload: Payload): string {
  const media = payload.media.map(({ mediaId, sha256, mime, width, height, alt }) => [mediaId, sha256, mime, width, height, alt]);
  return createHash('sha256')
    .update(JSON.stringify([payload.title, payload.text, payload.language, media]))
    .digest('hex');
}

async function freeSlug(ctx: Ctx, siteId: Id, opId: Id, payload: Payload): Promise<string> {
  const firstLine = payload.text.trim().split('\n', 1)[0] ?? '';
  const wished = slugOf(payload.title) || slugOf(firstLine) || 'article';
  const taken = await tables(ctx)
    .selectFrom('site.article')
    .select('id')
    .where('site_id', '=', siteId)
    .where('slug', '=', wished)
    .executeTakeFirst();
  return taken ? `${wished}-${opId.slice(-6)}` : wished;
}
