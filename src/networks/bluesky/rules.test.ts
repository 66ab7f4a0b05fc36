import { expect, test } from 'vitest';
import { facetsOf } from './facets.ts';
import { rules } from './rules.ts';

/** Source: lexicon app.bsky.feed.post (`maxGraphemes` 300, `maxLength` 3000 UTF-8 bytes); graphemes by UAX #29. */
test.each([
  ['a joined family is one', '👨‍👩‍👧‍👦', 1],
  ['a farmer with a skin tone is one', '👩🏾‍🌾', 1],
  ['two flags in a row are two', '🇹🇬🇧🇯', 2],
  ['the flag of England, written in tags, is one', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 1],
  ['a letter with three marks is one', 'ộ̀', 1],
  ['Arabic with vowels counts its letters', 'مُحَمَّد', 4],
  ['a line break of two signs is one', 'a\r\nb', 3],
  ['a link counts whole, with its port', 'https://example.com:8443/é', 26],
  ['a mention counts whole, whatever its server', '@awa.mon-serveur.example.com', 28],
  ['a keycap is one', '1️⃣', 1],
])('%s', (_, text, used) => {
  expect(rules.count(text, {})).toEqual({ used, limit: 300 });
});

/** Source: lexicon app.bsky.richtext.facet, `byteSlice`: UTF-8 bytes, the end not included. */
test('facets are placed by bytes: after a family of 25 bytes and a space, a link starts at 26', () => {
  expect(facetsOf('👨‍👩‍👧‍👦 https://example.com:8443', {})[0]!.index).toEqual({ byteStart: 26, byteEnd: 50 });
});
