import { expect, test } from 'vitest';
import { rules } from './rules.ts';

const photo = { mime: 'image/jpeg', bytes: 1, width: 1, height: 1, alt: 'x' };
const codes = (text: string, media: (typeof photo)[] = []): string[] =>
  rules.check({ text, title: '', thread: [], media }, {}).map(({ code }) => code);

/** Source: core.telegram.org/bots/api (sendMessage; MessageEntity: offsets in UTF-16 code units) and core.telegram.org/api/entities. */
test.each([
  ['an emoji is two units', '🔥', 2],
  ['a joined family is eleven', '👨‍👩‍👧‍👦', 11],
  ['a flag is four', '🇹🇬', 4],
  ['a combining mark is one more', 'e\u0301', 2],
  ['right to left letters are one each, direction marks too', '\u200Fمرحبا', 6],
  ['a link counts whole, with its port', 'https://example.com:8443/a', 26],
  ['a mention counts whole', '@marche_de_lome', 15],
  ['stars are stars: we send no markup', '**gras**', 8],
  ['an ampersand is one, whatever it takes on the way', 'a & b', 5],
  ['white space at both ends is cut off', '\n  bonjour \n\n', 7],
])('%s', (_, text, used) => {
  expect(rules.count(text, {})).toEqual({ used, limit: 4096 });
});

test('4,096 for a message, 1,024 under a picture, ten in an album', () => {
  expect(codes('é'.repeat(4096))).toEqual([]);
  expect(codes('é'.repeat(4097))).toEqual(['text_too_long']);
  expect(codes('é'.repeat(1024), [photo])).toEqual([]);
  expect(codes('🔥'.repeat(513), [photo])).toEqual(['text_too_long']);
  expect(
    codes(
      'a',
      Array.from({ length: 11 }, () => photo),
    ),
  ).toEqual(['too_many_media']);
});
