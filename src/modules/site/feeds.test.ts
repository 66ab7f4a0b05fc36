import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { expect, test } from 'vitest';
import { newId } from '#words/ids.ts';
import { feedOf, type FeedInput } from './feeds.ts';
import type { Article, Picture, Site } from './shapes.ts';

const site: Site = {
  id: newId(),
  workspaceId: newId(),
  clientId: newId(),
  slug: 'kossiwa',
  title: 'Le carnet de Kossiwa & cie',
  tagline: 'Légendes < publicités',
  about: '',
  authorName: 'Kossiwa',
  language: 'fr',
  zone: 'Africa/Lome',
  colour: '#1a2f6e',
  commentsOpen: true,
  dataPrice: null,
  host: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
};
const picture: Picture = {
  mediaId: newId(),
  mime: 'image/webp',
  alt: 'Braise',
  credit: '',
  full: { width: 1600, height: 1200, bytes: 1 },
  light: { width: 960, height: 720, bytes: 1 },
  poster: null,
};
const article: Article = {
  id: newId(),
  slug: 'trois-erreurs',
  title: 'Trois « erreurs » & <b>une</b> idée',
  excerpt: 'Le prix n’y est pas.',
  minutes: 1,
  publishedAt: new Date('2026-04-16T09:02:00Z'),
  changedAt: new Date('2026-04-17T10:00:00Z'),
  hiddenAt: null,
  language: 'fr',
  cover: picture,
  comments: 0,
  version: 1,
  text: 'Voir [la suite](/s/kossiwa/suite) ]]> <script>alert(1)</script>',
  media: [picture],
};
const input: FeedInput = {
  site,
  address: 'https://studio.example.com/s/kossiwa',
  articles: [article],
};
const expectWholeText = (html: string | undefined) => {
  expect(html).toContain('href="https://studio.example.com/s/kossiwa/suite"');
  expect(html).toContain(`src="https://studio.example.com/media/${picture.mediaId}/light"`);
  expect(html).toContain(']]&gt; &lt;script&gt;');
  expect(html).not.toMatch(/(?:src|href)="\//);
};

test('RSS read back says what was written', () => {
  const feed = parseRssFeed(feedOf('rss', input));
  expect(feed).toMatchObject({ title: site.title, description: site.tagline, language: 'fr', link: `${input.address}/` });
  expect(feed.items?.[0]).toMatchObject({
    title: article.title,
    link: `${input.address}/trois-erreurs`,
    guid: { value: `urn:uuid:${article.id}`, isPermaLink: false },
  });
  expect(new Date(feed.items![0]!.pubDate as string)).toEqual(article.publishedAt);
  expectWholeText(feed.items?.[0]?.content?.encoded);
});

test('Atom read back says what was written', () => {
  const feed = parseAtomFeed(feedOf('atom', input));
  expect(feed.id).toBe(`urn:uuid:${site.id}`);
  expect(feed.links).toContainEqual(expect.objectContaining({ rel: 'self', href: `${input.address}/atom.xml` }));
  const entry = feed.entries?.[0];
  expect(entry).toMatchObject({ id: `urn:uuid:${article.id}`, title: { value: article.title } });
  expect(new Date(entry!.updated as string)).toEqual(article.changedAt);
  expectWholeText(entry?.content?.value);
});

test('JSON Feed read back says what was written', () => {
  const text = feedOf('json', input);
  expect(JSON.parse(text).version).toBe('https://jsonfeed.org/version/1.1');
  const feed = parseJsonFeed(text);
  expect(feed.items?.[0]).toMatchObject({ id: `urn:uuid:${article.id}`, url: `${input.address}/trois-erreurs`, title: article.title });
  expectWholeText(feed.items?.[0]?.content_html);
});

test('signs that XML cannot hold are left out, whatever a program put into a title', () => {
  const odd = { ...article, title: 'Le\u0008 bar\u001f \u000b\uffff', text: 'un\u0001 deux\u000c 🐟', excerpt: '\u0002' };
  for (const format of ['rss', 'atom'] as const) {
    const text = feedOf(format, { ...input, site: { ...site, title: 'Carnet\u0003' }, articles: [odd] });
    // eslint-disable-next-line no-control-regex -- exactly these
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    expect(text).toContain('🐟');
  }
});

test('a site without article has feeds all the same', () => {
  for (const format of ['rss', 'atom', 'json'] as const) expect(feedOf(format, { ...input, articles: [] })).toContain('Le carnet');
});
