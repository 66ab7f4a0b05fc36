import { expect, test } from 'vitest';
import { rules } from './rules.ts';

/** Source: learn.microsoft.com/linkedin, Posts API and « little text format » (November 2026): 3,000 signs of commentary. */
test.each([
  ['reserved signs count one, their backslash is ours', 'a (b) [c] {d} <e> #f *g* _h_ ~i~ | \\', 36],
  ['a mention counts by the name readers see', 'Merci @[Kossi Mensah](urn:li:person:8675309)', 18],
  ['a page’s mention too', '@[Hôtel du Golfe](urn:li:organization:2414183)!', 15],
  ['brackets that are no mention count whole', '[Kossi](urn:li:person:1)', 24],
  ['an emoji is two units', '🔥', 2],
  ['a joined family is eleven', '👨‍👩‍👧‍👦', 11],
  ['a flag is four', '🇹🇬', 4],
  ['a mathematical bold letter is two', '𝗔', 2],
  ['a combining mark is one more', 'e\u0301', 2],
  ['right to left letters are one each', 'שלום', 4],
  ['a link counts whole, with its port', 'https://example.com:8443/a', 26],
])('%s', (_, text, used) => {
  expect(rules.count(text, {})).toEqual({ used, limit: 3000 });
});

test('3,000 pass, one more does not; one comment may follow, a thread is not known there', () => {
  const codes = (text: string, thread: string[] = []): string[] =>
    rules.check({ text, title: '', thread, media: [] }, {}).map(({ code }) => code);
  expect(codes('é'.repeat(3000))).toEqual([]);
  expect(codes('é'.repeat(3001))).toEqual(['text_too_long']);
  expect(codes('a', ['b'])).toEqual([]);
  expect(codes('a', ['b', 'c'])).toEqual(['thread_not_known']);
});
