import { expect, test } from 'vitest';
import { newId } from '#words/ids.ts';
import { facetsOf, mentionedHandles } from './facets.ts';
import { rules } from './rules.ts';
import { tidOf } from './tid.ts';

const dids = { 'awa.bsky.social': 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa' };
/** What each facet covers, read back from the bytes. */
const covered = (text: string): [string, string][] =>
  facetsOf(text, dids).map(({ index, features }) => [
    Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(),
    features[0]!.$type.split('#')[1]!,
  ]);

test('facets count bytes, whatever stands before them', () => {
  expect(covered('👩🏾‍🌾 é مرحبا https://example.com:8443/é?a=1, #marché @awa.bsky.social!')).toEqual([
    ['https://example.com:8443/é?a=1', 'link'],
    ['#marché', 'tag'],
    ['@awa.bsky.social', 'mention'],
  ]);
});

test('what is inside a link, an e-mail or a number is no tag and no mention', () => {
  expect(covered('https://example.com/#part/@awa.bsky.social awa@example.com #2026 c#dur')).toEqual([
    ['https://example.com/#part/@awa.bsky.social', 'link'],
  ]);
});

test('a handle nobody answers for stays plain text', () => {
  expect(covered('Merci @personne.example et (@awa.bsky.social)')).toEqual([['@awa.bsky.social', 'mention']]);
  expect(mentionedHandles('@Awa.bsky.social @awa.bsky.social, @kossi')).toEqual(['awa.bsky.social']);
});

test('the record key is a TID of the publication alone: thirteen letters, in order of time', () => {
  const early = newId(1_767_225_600_000);
  expect(tidOf(early)).toBe(tidOf(early));
  expect(tidOf(early)).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
  expect(tidOf(early) < tidOf(newId(1_767_225_602_000))).toBe(true);
});

test('ten thousand publications made in the same millisecond have ten thousand keys', () => {
  const at = Date.now();
  expect(new Set(Array.from({ length: 10_000 }, () => tidOf(newId(at)))).size).toBeGreaterThan(9_998);
});

test('300 graphemes and 3,000 bytes, both', () => {
  const codes = (text: string): string[] => rules.check({ text, title: '', thread: [], media: [] }, {}).map((check) => check.code);
  expect(codes('é'.repeat(300))).toEqual([]);
  expect(codes('é'.repeat(301))).toEqual(['text_too_long']);
  expect(codes('👩🏾‍🌾'.repeat(250))).toEqual(['text_too_many_bytes']);
  expect(rules.count('🇹🇬'.repeat(3), {})).toEqual({ used: 3, limit: 300 });
});

test('a long text becomes segments that all pass', () => {
  const segments = rules.split('Le marché de Lomé ouvre à 6 h. '.repeat(60), {});
  expect(segments.length).toBeGreaterThan(5);
  const [text = '', ...thread] = segments;
  expect(rules.check({ text, title: '', thread, media: [] }, {})).toEqual([]);
});

test('only images, four at most, two megabytes each', () => {
  const one = { mime: 'image/jpeg', bytes: 1, width: 1, height: 1, alt: 'x' };
  const codes = (media: (typeof one)[]): string[] =>
    rules.check({ text: 'x', title: '', thread: [], media }, {}).map((check) => check.code);
  expect(codes([one, one, one, one])).toEqual([]);
  expect(codes([one, one, one, one, one])).toEqual(['too_many_media']);
  expect(
    codes([
      { ...one, mime: 'video/mp4' },
      { ...one, bytes: 2_000_001 },
    ]),
  ).toEqual(['media_type_refused', 'media_too_large']);
});
