import type { RequestHandler } from './$types';

/** Own sites and the media they show are for everybody; the studio is for nobody's index. */
export const GET: RequestHandler = () =>
  new Response('User-agent: *\nAllow: /s/\nAllow: /media/\nAllow: /_app/\nDisallow: /\n', {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
