import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { figure, pictureUrl } from './figures.ts';
import { renderMarkdown } from './markdown.ts';
import type { Article, Site } from './shapes.ts';

export type FeedFormat = 'rss' | 'atom' | 'json';

export interface FeedInput {
  site: Site;
  /** Where the site answers, without slash at the end. */
  address: string;
  articles: Article[];
}

const FILES: Record<FeedFormat, string> = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' };

/** The whole text of the latest articles; every address in it is absolute, since feeds are read elsewhere. */
export function feedOf(format: FeedFormat, input: FeedInput): string {
  if (format === 'json') return JSON.stringify(json(input));
  return (format === 'rss' ? rss(input) : atom(input)).replace(NOT_XML, '');
}

/** What XML 1.0 cannot hold, not even escaped: one such sign in one title and no reader opens the feed any more. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function rss({ site, address, articles }: FeedInput): string {
  return generateRssFeed(
    {
      title: site.title,
      link: `${address}/`,
      description: site.tagline || site.title,
      language: site.language,
      lastBuildDate: latest(site, articles),
      generator: 'Palabre',
      atom: { links: [{ href: `${address}/${FILES.rss}`, rel: 'self', type: 'application/rss+xml' }] },
      items: articles.map((article) => ({
        title: article.title,
        link: `${address}/${article.slug}`,
        description: article.excerpt,
        // The id outlives any change of address: readers never see an article twice.
        guid: { value: `urn:uuid:${article.id}`, isPermaLink: false },
        pubDate: article.publishedAt,
        dc: { creators: [site.authorName] },
        content: { encoded: content(article, address) },
      })),
    },
    { strict: true },
  );
}

function atom({ site, address, articles }: FeedInput): string {
  return generateAtomFeed(
    {
      id: `urn:uuid:${site.id}`,
      title: { value: site.title },
      subtitle: site.tagline ? { value: site.tagline } : undefined,
      updated: latest(site, articles),
      authors: [{ name: site.authorName }],
      generator: { text: 'Palabre' },
      links: [
        { href: `${address}/`, rel: 'alternate', type: 'text/html', hreflang: site.language },
        { href: `${address}/${FILES.atom}`, rel: 'self', type: 'application/atom+xml' },
      ],
      entries: articles.map((article) => ({
        id: `urn:uuid:${article.id}`,
        title: { value: article.title },
        links: [{ href: `${address}/${article.slug}`, rel: 'alternate', type: 'text/html' }],
        published: article.publishedAt,
        updated: article.changedAt ?? article.publishedAt,
        summary: { value: article.excerpt },
        content: { value: content(article, address), type: 'html' },
      })),
    },
    { strict: true },
  );
}

function json({ site, address, articles }: FeedInput): unknown {
  return generateJsonFeed({
    title: site.title,
    home_page_url: `${address}/`,
    feed_url: `${address}/${FILES.json}`,
    description: site.tagline || undefined,
    language: site.language,
    authors: [{ name: site.authorName, url: `${address}/` }],
    items: articles.map((article) => ({
      id: `urn:uuid:${article.id}`,
      url: `${address}/${article.slug}`,
      title: article.title,
      content_html: content(article, address),
      summary: article.excerpt,
      image: article.cover ? pictureUrl(article.cover, 'full', new URL(address).origin) : undefined,
      date_published: article.publishedAt,
      date_modified: article.changedAt ?? article.publishedAt,
      language: article.language,
    })),
  });
}

function content(article: Article, address: string): string {
  const { origin } = new URL(address);
  const { html, placed } = renderMarkdown(article.text, article.media, origin);
  const rest = article.media.filter((_, index) => !placed.has(index)).map((one) => figure(one, { origin }));
  return rest.join('') + html.replace(/href="(\/[^/"][^"]*)"/g, (_, path: string) => `href="${absolute(path, address)}"`);
}

const absolute = (url: string, address: string): string => new URL(url, address).href;

const latest = (site: Site, articles: FeedInput['articles']): Date =>
  new Date(Math.max(site.createdAt.getTime(), ...articles.map((article) => (article.changedAt ?? article.publishedAt).getTime())));
