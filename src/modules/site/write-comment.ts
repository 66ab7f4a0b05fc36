import { sql, type Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { Refusal, notFound } from '#words/refusal.ts';
import { ageOfForm, markOf, stampForm } from './comment-form.ts';
import type { NewComment } from './shapes.ts';
import { tables, type SiteRow } from './site.sql.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Nobody reads an article and answers it in less; robots do. */
const LEAST_AGE = 3_000;
/** A tab left open for two days still works; an older stamp may be a recording. */
const MOST_AGE = 2 * DAY;

const PER_SENDER = [
  { most: 3, within: 10 * MINUTE },
  { most: 15, within: DAY },
];
const PER_SITE = { most: 90, within: HOUR };

/** The stamp the form of an article carries. */
export async function commentStamp(ctx: Ctx, siteId: Id, articleId: Id): Promise<string> {
  const site = await keyOf(ctx, siteId);
  return stampForm(site.visitor_key, articleId, ctx.now());
}

/**
 * A visitor's words, kept until a person has read them.
 * @param sender the visitor's network address; only its keyed mark is kept, for a day.
 * @returns `trapped` when the field no person sees was filled: the robot is told the same as a person.
 */
export async function writeComment(
  ctx: Ctx,
  siteId: Id,
  slug: string,
  comment: NewComment,
  sender: string,
): Promise<'received' | 'trapped'> {
  // The lock makes simultaneous comments count each other.
  const site = await keyOf(ctx, siteId, 'lock');
  if (!/^[a-z0-9-]{1,100}$/.test(slug)) throw notFound();
  const article = await tables(ctx)
    .selectFrom('site.article')
    .select('id')
    .where('site_id', '=', siteId)
    .where('slug', '=', slug)
    .where('hidden_at', 'is', null)
    .executeTakeFirst();
  if (!article) throw notFound();
  if (!site.comments_open) throw new Refusal('comments_closed', { status: 403 });
  if (comment.website) return 'trapped';

  const age = ageOfForm(site.visitor_key, article.id, comment.shown, ctx.now());
  if (age === null || age > MOST_AGE) throw new Refusal('comment_form_old', { status: 400 });
  if (age < LEAST_AGE) throw new Refusal('comment_too_fast', { status: 400 });

  const mark = markOf(site.visitor_key, sender);
  for (const limit of PER_SENDER) await mustBeBelow(ctx, limit, siteId, mark);
  await mustBeBelow(ctx, PER_SITE, siteId, null);

  const id = newId(ctx.now().getTime());
  await tables(ctx)
    .insertInto('site.comment')
    .values({
      workspace_id: ctx.workspaceId,
      id,
      article_id: article.id,
      answers: null,
      by_author: false,
      author_name: comment.name,
      text: comment.text,
      state: 'pending',
      sender: mark,
      written_at: ctx.now(),
      decided_at: null,
      decided_by: null,
    })
    .execute();
  await ctx.tell({ name: 'site.comment_received', about: { siteId, articleId: article.id, commentId: id } });
  return 'received';
}

async function keyOf(ctx: Ctx, siteId: Id, lock?: 'lock'): Promise<Pick<SiteRow, 'visitor_key' | 'comments_open'>> {
  const read = tables(ctx).selectFrom('site.site').select(['visitor_key', 'comments_open']).where('id', '=', siteId);
  const site = await (lock ? read.forNoKeyUpdate() : read).executeTakeFirst();
  if (!site) throw notFound();
  return site;
}

async function mustBeBelow(ctx: Ctx, limit: { most: number; within: number }, siteId: Id, mark: Buffer | null): Promise<void> {
  const since = new Date(ctx.now().getTime() - limit.within);
  let comments = tables(ctx)
    .selectFrom('site.comment as comment')
    .innerJoin('site.article as article', 'article.id', 'comment.article_id')
    .select([sql<number>`count(*)`.as('count'), sql<Date | null>`min(comment.written_at)`.as('first')])
    .where('article.site_id', '=', siteId)
    .where('comment.by_author', '=', false)
    .where('comment.written_at', '>', since);
  if (mark) comments = comments.where('comment.sender', '=', mark);
  const { count, first } = await comments.executeTakeFirstOrThrow();
  if (count < limit.most || !first) return;
  const minutes = Math.max(1, Math.ceil((first.getTime() + limit.within - ctx.now().getTime()) / MINUTE));
  throw new Refusal('comment_too_many', { status: 429, details: { minutes } });
}
