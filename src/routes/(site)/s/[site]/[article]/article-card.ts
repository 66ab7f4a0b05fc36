import type { Article, Site } from '#modules/site/shapes';

/** schema.org BlogPosting as JSON-LD, safe inside a script element: data that no browser runs. */
export function articleCard(article: Article, site: Site, { canonical, cover }: { canonical: string; cover: string | null }): string {
  const card = {
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    headline: article.title,
    description: article.excerpt,
    datePublished: article.publishedAt.toISOString(),
    dateModified: (article.changedAt ?? article.publishedAt).toISOString(),
    inLanguage: article.language,
    author: { '@type': 'Person', name: site.authorName },
    publisher: { '@type': 'Organization', name: site.title },
    mainEntityOfPage: canonical,
    url: canonical,
    commentCount: article.comments,
    ...(cover ? { image: cover } : {}),
  };
  return `<script type="application/ld+json">${JSON.stringify(card)
    .replace(/</g, '\\u003c')
    .replace(/\u2028|\u2029/g, ' ')}</script>`;
}
