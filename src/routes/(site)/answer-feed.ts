import { feedOf, readLatest, type FeedFormat } from '#modules/site';
import { CACHE, openSite } from './open-site.ts';

const TYPES: Record<FeedFormat, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

export async function answerFeed(event: { params: { site: string }; locals: App.Locals }, format: FeedFormat): Promise<Response> {
  const { site, visit, address } = await openSite(event);
  const articles = await visit((ctx) => readLatest(ctx, site.id));
  return new Response(feedOf(format, { site, address, articles }), {
    headers: { 'content-type': TYPES[format], 'cache-control': CACHE, 'access-control-allow-origin': '*' },
  });
}
