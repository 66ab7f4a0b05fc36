import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import {
  answerComment,
  countPendingComments,
  decideComment,
  hideArticle,
  listArticles,
  listComments,
  listSites,
  maySeeManagement,
  showArticle,
  siteAddress,
} from '#modules/site';
import { COMMENT_STATES, type CommentState } from '#modules/site/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { sayDay, sayMoment } from '#words/spoken.ts';
import type { Ctx } from '#plumbing/db';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const { publicUrl } = locals.house.config;
      const { zone } = locals.member!;
      const day = (at: Date) => sayDay(at, zone, locals.locale);
      const state = COMMENT_STATES.find((one) => one === url.searchParams.get('state')) ?? 'pending';
      const sites = await listSites(ctx);
      const byId = new Map(sites.map((site) => [site.id, site]));
      const comments = await listComments(ctx, { state });
      return {
        manages: maySeeManagement(ctx),
        founds: locals.member!.role === 'owner',
        state,
        waiting: await countPendingComments(ctx),
        done: url.searchParams.get('done'),
        id: url.searchParams.get('id'),
        comments: comments.map(({ id, authorName, text, writtenAt, siteId, articleTitle, articleSlug }) => ({
          id,
          authorName,
          text,
          writtenAt: sayMoment(writtenAt, zone, locals.locale, { year: true, weekday: false }),
          articleTitle,
          articleUrl: `${siteAddress(byId.get(siteId)!, publicUrl)}/${articleSlug}`,
          signedBy: byId.get(siteId)!.authorName,
        })),
        sites: await Promise.all(
          sites.map(async (site) => {
            const address = siteAddress(site, publicUrl);
            const articles = await listArticles(ctx, site.id);
            return {
              id: site.id,
              title: site.title,
              address,
              articles: articles.map(({ id, slug, title, publishedAt, changedAt, hiddenAt, comments }) => ({
                id,
                title,
                comments,
                url: `${address}/${slug}`,
                publishedAt: day(publishedAt),
                changedAt: changedAt && day(changedAt),
                hiddenAt: hiddenAt && day(hiddenAt),
              })),
            };
          }),
        ),
      };
    }),
  );

const commentForm = z.object({ id: z.string(), state: z.enum(COMMENT_STATES).default('pending') });
const decisionSchema = commentForm.extend({ decision: z.enum(COMMENT_STATES) });
const answerSchema = commentForm.extend({ text: z.string() });
const articleSchema = z.object({ id: z.string() });

const back = (state: CommentState, done: string, id: string): never =>
  redirect(303, `?${new URLSearchParams({ ...(state === 'pending' ? {} : { state }), done, id })}`);

const onArticle = (verb: (ctx: Ctx, id: string) => Promise<void>, done: string): Actions[string] => {
  return (event) =>
    act(event, async (form) => {
      const { id } = parseForm(form, articleSchema);
      await event.locals.work((ctx) => verb(ctx, id));
      back('pending', done, id);
    });
};

export const actions: Actions = {
  decide: (event) =>
    act(event, async (form) => {
      const { id, decision, state } = parseForm(form, decisionSchema);
      await event.locals.work((ctx) => decideComment(ctx, id, decision));
      const told = decision === 'approved' ? 'comment_approved' : 'comment_refused';
      if (form.get('from') === 'today')
        redirect(303, `/studio/${event.params.workspace}${decision === 'pending' ? '' : `?done=${told}&of=${id}`}`);
      back(state, decision, id);
    }),
  answer: (event) =>
    act(event, async (form) => {
      const { id, text, state } = parseForm(form, answerSchema);
      await event.locals.work((ctx) => answerComment(ctx, id, text));
      back(state, 'answered', id);
    }),
  hide: onArticle(hideArticle, 'hidden'),
  show: onArticle(showArticle, 'shown'),
};
