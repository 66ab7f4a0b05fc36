import { expect, test } from 'vitest';
import { rules } from './rules.ts';

const film = { mime: 'video/mp4', bytes: 1, width: 1, height: 1, alt: 'x' };
const photo = { ...film, mime: 'image/jpeg' };
const codes = (text: string, media: (typeof film)[], title = ''): string[] =>
  rules.check({ text, title, thread: [], media }, {}).map(({ code }) => code);

/** Source: developers.tiktok.com, Content Posting API, `title` and `description` in UTF-16 runes (November 2026). */
test.each([
  ['an emoji is two units', '🔥', 2],
  ['a joined family is eleven', '👨‍👩‍👧‍👦', 11],
  ['a skin tone is two more', '👍🏾', 4],
  ['a flag is four', '🇹🇬', 4],
  ['a composed letter is one', 'é', 1],
  ['a decomposed one is two', 'e\u0301', 2],
  ['right to left letters are one each', 'مرحبا', 5],
  ['a link counts whole, with its port', 'https://example.com:8443/a', 26],
  ['a hashtag counts with its sign', '#marché', 7],
  ['a mention counts with its sign', '@awa', 4],
])('%s', (_, text, used) => {
  expect(rules.count(text, {})).toEqual({ used, limit: 2200 });
});

test('2,200 under a film, 4,000 and a title of 90 with photos; a text alone is no post', () => {
  expect(codes('é'.repeat(2200), [film])).toEqual([]);
  expect(codes('🔥'.repeat(1101), [film])).toEqual(['text_too_long']);
  expect(codes('é'.repeat(4000), [photo], 'a'.repeat(91))).toEqual(['title_too_long']);
  expect(codes('a', [])).toEqual(['media_missing']);
  expect(codes('a', [film, film])).toEqual(['too_many_media']);
});
