import { sql, type Ctx } from '#plumbing/db';
import { isId, type Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { siteRow } from './read-site.ts';
import type { Article, ArticleCard } from './shapes.ts';
import { tables, type ArticleRow, type SiteRow } from './site.sql.ts';
import { toArticle, toCard } from './views.ts';

export const ARTICLES_A_PAGE = 12;
const SLUG = /^[a-z0-9-]{1,100}$/;

export interface HomePage {
  articles: ArticleCard[];
  page: number;
  pages: number;
}

/** The public home: what is not hidden, newest first. @throws Refusal `not_found` for a page that does not exist. */
export async function readHome(ctx: Ctx, siteId: Id, page = 1): Promise<HomePage> {
  const { count } = await shown(ctx, siteId)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  const pages = Math.max(1, Math.ceil(count / ARTICLES_A_PAGE));
  if (!Number.isInteger(page) || page < 1 || page > pages) throw notFound();
  const rows = await newestFirst(ctx, siteId)
    .limit(ARTICLES_A_PAGE)
    .offset((page - 1) * ARTICLES_A_PAGE)
    .execute();
  return { articles: await withComments(ctx, rows), page, pages };
}

/** The newest articles, whole: feeds. */
export async function readLatest(ctx: Ctx, siteId: Id, count = 20): Promise<Article[]> {
  const rows = await newestFirst(ctx, siteId).limit(count).execute();
  return rows.map((row) => toArticle(row, 0));
}

/** Every shown article's address and last change: sitemap (at most 50 000, as sitemaps allow). */
export async function readAddresses(ctx: Ctx, siteId: Id): Promise<{ slug: string; changedAt: Date }[]> {
  const rows = await shown(ctx, siteId)
    .select(['slug', 'published_at', 'changed_at'])
    .orderBy('published_at', 'desc')
    .limit(49_000)
    .execute();
  return rows.map((row) => ({ slug: row.slug, changedAt: row.changed_at ?? row.published_at }));
}

export interface Neighbour {
  slug: string;
  title: string;
}

export interface ArticlePage {
  article: Article;
  /** Published just before and just after; null at both ends. */
  previous: Neighbour | null;
  next: Neighbour | null;
}

/** @throws Refusal `not_found` also for a hidden article: a visitor need not know it existed. */
export async function readArticlePage(ctx: Ctx, siteId: Id, slug: string): Promise<ArticlePage> {
  const row = SLUG.test(slug) ? await shown(ctx, siteId).selectAll().where('slug', '=', slug).executeTakeFirst() : undefined;
  if (!row) throw notFound();
  const [card] = await withComments(ctx, [row]);
  return {
    article: { ...toArticle(row, card!.comments) },
    previous: await neighbour(ctx, row, '<'),
    next: await neighbour(ctx, row, '>'),
  };
}

/** The studio's list, hidden ones too, newest first. */
export async function listArticles(ctx: Ctx, siteId: Id, limit = 200): Promise<ArticleCard[]> {
  const site = await siteRow(ctx, siteId);
  const rows = await tables(ctx)
    .selectFrom('site.article')
    .selectAll()
    .where('site_id', '=', site.id)
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return withComments(ctx, rows);
}

export interface Version {
  version: number;
  title: string;
  text: string;
  /** '' for the first: it came from publishing. */
  changedBy: string;
  at: Date;
}

/** One article for the studio, with every wording it had, newest first. */
export async function readArticle(ctx: Ctx, articleId: Id): Promise<{ article: Article; siteId: Id; versions: Version[] }> {
  const { article } = await articleRow(ctx, articleId);
  const versions = await tables(ctx)
    .selectFrom('site.article_version')
    .selectAll()
    .where('article_id', '=', article.id)
    .orderBy('version', 'desc')
    .execute();
  return {
    article: toArticle(article, 0),
    siteId: article.site_id,
    versions: versions.map(({ version, title, text, changed_by, at }) => ({ version, title, text, changedBy: changed_by, at })),
  };
}

/** For this room's verbs: the article and its site, when the actor may know of them. */
export async function articleRow(ctx: Ctx, articleId: Id): Promise<{ article: ArticleRow; site: SiteRow }> {
  const article = isId(articleId)
    ? await tables(ctx).selectFrom('site.article').selectAll().where('id', '=', articleId).executeTakeFirst()
    : undefined;
  if (!article) throw notFound();
  return { article, site: await siteRow(ctx, article.site_id) };
}

const shown = (ctx: Ctx, siteId: Id) => tables(ctx).selectFrom('site.article').where('site_id', '=', siteId).where('hidden_at', 'is', null);

const newestFirst = (ctx: Ctx, siteId: Id) => shown(ctx, siteId).selectAll().orderBy('published_at', 'desc').orderBy('id', 'desc');

async function withComments(ctx: Ctx, rows: ArticleRow[]): Promise<ArticleCard[]> {
  if (rows.length === 0) return [];
  const counts = await tables(ctx)
    .selectFrom('site.comment')
    .select(['article_id', sql<number>`count(*)`.as('count')])
    .where('state', '=', 'approved')
    .where(
      'article_id',
      'in',
      rows.map((row) => row.id),
    )
    .groupBy('article_id')
    .execute();
  const byArticle = new Map(counts.map((row) => [row.article_id, row.count]));
  return rows.map((row) => toCard(row, byArticle.get(row.id) ?? 0));
}

async function neighbour(ctx: Ctx, { site_id, published_at, id }: ArticleRow, side: '<' | '>'): Promise<Neighbour | null> {
  const order = side === '<' ? 'desc' : 'asc';
  const row = await shown(ctx, site_id)
    .selectAll()
    .where(sql<boolean>`(published_at, id) ${sql.raw(side)} (${published_at}, ${id}::uuid)`)
    .orderBy('published_at', order)
    .orderBy('id', order)
    .executeTakeFirst();
  return row ? { slug: row.slug, title: toCard(row, 0).title } : null;
}
