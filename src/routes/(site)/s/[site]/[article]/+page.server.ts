import { redirect } from '@sveltejs/kit';
import { commentStamp, figure, pictureUrl, readArticlePage, readComments, renderMarkdown, shareLinks, writeComment } from '#modules/site';
import { commentSchema, pictureBytes } from '#modules/site/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { CACHE, openSite } from '../../../open-site.ts';
import { weightMark } from '../../../weigh-page.ts';
import { articleCard } from './article-card.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  show(async () => {
    const { site, visit, address } = await openSite(event);
    const { page, comments, stamp } = await visit(async (ctx) => {
      const page = await readArticlePage(ctx, site.id, event.params.article);
      return { page, comments: await readComments(ctx, page.article.id), stamp: await commentStamp(ctx, site.id, page.article.id) };
    });
    const { article, previous, next } = page;
    const received = event.url.searchParams.has('merci');
    event.setHeaders({ 'cache-control': event.request.method === 'GET' && !received ? CACHE : 'no-store' });

    const { html, placed } = renderMarkdown(article.text, article.media);
    const [first, ...others] = article.media.filter((_, index) => !placed.has(index));
    const canonical = `${address}/${article.slug}`;
    const cover = article.cover && pictureUrl(article.cover, 'full', new URL(address).origin);
    return {
      article: {
        title: article.title,
        excerpt: article.excerpt,
        minutes: article.minutes,
        publishedAt: article.publishedAt,
        changedAt: article.changedAt,
        html: (first ? figure(first, { eager: true }) : '') + html + others.map((one) => figure(one)).join(''),
      },
      weight: weightMark(pictureBytes(article.media), site.dataPrice),
      canonical,
      cover,
      card: articleCard(article, site, { canonical, cover }),
      share: shareLinks(canonical, article.title),
      previous,
      next,
      comments: comments.map(({ id, answers, byAuthor, authorName, text, writtenAt }) => ({
        id,
        answers,
        byAuthor,
        authorName,
        text,
        writtenAt,
      })),
      commentsOpen: site.commentsOpen,
      stamp,
      received,
      zone: site.zone,
    };
  });

export const actions: Actions = {
  comment: (event) =>
    act(event, async (form) => {
      const { site, visit, base } = await openSite(event);
      const comment = parseForm(form, commentSchema);
      await visit((ctx) => writeComment(ctx, site.id, event.params.article, comment, event.locals.visitor.address));
      redirect(303, `${base}/${event.params.article}?merci#reponses`);
    }),
};
