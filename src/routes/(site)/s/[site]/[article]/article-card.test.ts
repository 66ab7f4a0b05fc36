import { expect, test } from 'vitest';
import type { Article, Site } from '#modules/site/shapes';
import { articleCard } from './article-card.ts';

test('the card for machines ends where it should, whatever a title holds', () => {
  const hostile = '</script><script>alert(1)</script><!-- <script> ]]> \u2028 "\\';
  const article = { title: hostile, excerpt: hostile, publishedAt: new Date(0), changedAt: null, language: 'fr', comments: 0 };
  const site = { authorName: hostile, title: hostile };
  const card = articleCard(article as Article, site as Site, { canonical: `https://a.example/${hostile}`, cover: null });
  expect(card.match(/</g)).toHaveLength(2);
  const inside = card.slice(card.indexOf('>') + 1, card.lastIndexOf('<'));
  expect(JSON.parse(inside)).toMatchObject({ headline: hostile.replace('\u2028', ' '), author: { name: hostile.replace('\u2028', ' ') } });
});
