import { pictureUrl, readHome } from '#modules/site';
import { show } from '#plumbing/web';
import { CACHE, openSite } from '../../open-site.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  show(async () => {
    const { site, visit, base, address } = await openSite(event);
    const asked = event.url.searchParams.get('page');
    const home = await visit((ctx) => readHome(ctx, site.id, asked === null ? 1 : Number(asked)));
    event.setHeaders({ 'cache-control': CACHE });
    return {
      page: home.page,
      pages: home.pages,
      canonical: home.page === 1 ? `${address}/` : `${address}/?page=${home.page}`,
      articles: home.articles.map(({ slug, title, excerpt, minutes, publishedAt, comments, cover }) => ({
        href: `${base}/${slug}`,
        title,
        excerpt,
        minutes,
        comments,
        date: publishedAt,
        cover: cover && {
          src: pictureUrl(cover, cover.light ? 'light' : 'full'),
          width: (cover.light ?? cover.full).width,
          height: (cover.light ?? cover.full).height,
          alt: cover.alt,
        },
      })),
      zone: site.zone,
    };
  });
