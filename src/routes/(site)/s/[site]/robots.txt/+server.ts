import { CACHE, openSite } from '../../../open-site.ts';
import type { RequestHandler } from './$types';

/** Read by robots on a host name of its own; on a path, the studio's file speaks. */
export const GET: RequestHandler = async (event) => {
  const { address } = await openSite(event);
  return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${address}/sitemap.xml\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': CACHE },
  });
};
