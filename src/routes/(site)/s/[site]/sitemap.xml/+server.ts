import { readAddresses } from '#modules/site';
import { CACHE, openSite } from '../../../open-site.ts';
import type { RequestHandler } from './$types';

/** Addresses are made of slugs and host names: nothing in them needs escaping. */
export const GET: RequestHandler = async (event) => {
  const { site, visit, address } = await openSite(event);
  const articles = await visit((ctx) => readAddresses(ctx, site.id));
  const entries = [
    `<url><loc>${address}/</loc></url>`,
    ...articles.map(({ slug, changedAt }) => `<url><loc>${address}/${slug}</loc><lastmod>${changedAt.toISOString()}</lastmod></url>`),
  ];
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`;
  return new Response(text, { headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': CACHE } });
};
