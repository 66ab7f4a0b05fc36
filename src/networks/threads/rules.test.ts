import { expect, test } from 'vitest';
import { rules } from './rules.ts';

/** Source: developers.facebook.com/docs/threads/posts (April 2026): 500 characters, emojis counted as the number of UTF-8 bytes. */
test.each([
  ['an emoji is its four bytes', '🔥', 4],
  ['a joined family is its 25 bytes', '👨‍👩‍👧‍👦', 25],
  ['a farmer with a skin tone is 15', '👩🏾‍🌾', 15],
  ['a flag is eight', '🇹🇬', 8],
  ['a heart with its variant sign is six', '❤️', 6],
  ['a keycap is seven', '1️⃣', 7],
  ['accented letters stay one each', 'éàü', 3],
  ['a combining mark is one more', 'e\u0301', 2],
  ['right to left letters are one each', 'مرحبا', 5],
  ['a link with a port counts whole', 'https://example.com:8443', 24],
  ['a figure, a star and a copyright sign are no emoji', '1*©', 3],
])('%s', (_, text, used) => {
  expect(rules.count(text, {})).toEqual({ used, limit: 500 });
});

test('a sixth different link is refused, the same one again is not (since 22 December 2025)', () => {
  const links = (n: number): string => Array.from({ length: n }, (_, i) => `https://example.com/${i}`).join(' ');
  const codes = (text: string): string[] => rules.check({ text, title: '', thread: [], media: [] }, {}).map(({ code }) => code);
  expect(codes(`${links(5)} ${links(5)}`)).toEqual([]);
  expect(codes(links(6))).toEqual(['too_many_links']);
});
