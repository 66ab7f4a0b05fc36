import { expect, test } from 'vitest';
import { HUNG_MS } from '../../../tests/worlds/hung.ts';
import { hasKeyLock } from './limits.ts';
import { rules } from './rules.ts';

const used = (text: string, facts = {}): number => rules.count(text, facts).used;

test.each([
  ['plain', 'bonjour', 7],
  ['an empty text', '', 0],
  ['a family emoji is one', '👨‍👩‍👧‍👦', 1],
  ['a skin tone is one', '👩🏾‍🌾', 1],
  ['a flag is one', '🇹🇬', 1],
  ['two flags in a row are two', '🇹🇬🇧🇯', 2],
  ['a letter with its combining mark is one', 'e\u0301', 1],
  ['stacked marks are one', 'o\u0302\u0300\u0323', 1],
  ['Arabic with vowels', 'مُحَمَّد', 4],
  ['a link is 23, short', 'http://t.co', 23],
  ['a link is 23, long', `https://example.com/${'a'.repeat(200)}`, 23],
  ['a link with a port is 23', 'https://example.com:8443/a?b=1#c', 23],
  ['the stop after a link is not of it', 'Voir https://example.com.', 5 + 23 + 1],
  ['brackets around a link are not of it', '(https://example.com/a_(b))', 25],
  ['a link to a name without domain is text', 'http://localhost:3000/a', 23],
  ['really text', 'http://localhost:3000/abcdefg', 29],
  ['a link to a bare address is text', 'http://127.0.0.1/abcdefghijklmnop', 33],
  ['an internationalised domain is a link', 'https://éclat.tg/le-menu-du-dimanche-midi', 23],
  ['a local mention counts whole', '@awa bonjour', 12],
  ['another server’s mention counts by its name', '@awa@mastodon.social bonjour', 12],
  ['with a port and a hyphen', '@awa_2@mon-serveur.example.com:8080 oui', 10],
  ['two mentions', '@awa@a.example @kossi@b.example', 11],
  ['an e-mail address counts whole', 'awa@example.com', 15],
])('%s', (_, text, expected) => {
  expect(used(text)).toBe(expected);
});

test('a name that never ends is counted as text, at once', () => {
  const began = performance.now();
  expect(used(`@${'a'.repeat(60_000)}`)).toBe(60_001);
  expect(rules.mention!('a'.repeat(60_000) + '!')).toBeNull();
  expect(performance.now() - began).toBeLessThan(HUNG_MS);
});

test('the instance’s own figures win', () => {
  const facts = { maxCharacters: 5000, reservedPerUrl: 25, maxMedia: 6 };
  expect(rules.count('https://example.com/abc', facts)).toEqual({ used: 25, limit: 5000 });
});

test('each segment of a thread is measured, and silence is refused', () => {
  const variant = { text: 'a'.repeat(501), title: '', thread: ['b'.repeat(500), '', 'c'.repeat(510)], media: [] };
  expect(rules.check(variant, {})).toEqual([
    { level: 'block', code: 'text_too_long', details: { used: 501, limit: 500, excess: 1 } },
    { level: 'block', code: 'segment_empty', details: { position: 3 } },
    { level: 'block', code: 'segment_too_long', details: { used: 510, limit: 500, excess: 10, position: 4 } },
  ]);
  expect(rules.check({ text: ' ', title: '', thread: [], media: [] }, {})).toEqual([{ level: 'block', code: 'text_empty' }]);
});

test('media are counted and weighed by the instance’s limits; a missing description is advice', () => {
  const photo = { mime: 'image/jpeg', bytes: 17_000_000, width: 10, height: 10, alt: '' };
  const codes = rules.check({ text: 'x', title: '', thread: [], media: [photo, photo, photo, photo, photo] }, { imageBytes: 16_000_000 });
  expect(codes.map((check) => [check.level, check.code])).toEqual([
    ['block', 'too_many_media'],
    ...Array.from({ length: 5 }, () => ['block', 'media_too_large']),
    ['advice', 'alt_missing'],
  ]);
});

test('only a Mastodon with the lock on simultaneous keys is K', () => {
  const lock = (software: string, version: string): boolean => hasKeyLock({ software, version });
  expect([lock('mastodon', '4.6.0'), lock('mastodon', '4.6.1+glitch'), lock('mastodon', '5.0.2')]).toEqual([true, true, true]);
  for (const version of ['4.5.9', '4.3.20', '4.6.0-beta.1', '4.6.0-nightly.2026-01-01', '', 'abc'])
    expect(lock('mastodon', version), version).toBe(false);
  for (const software of ['gotosocial', 'hollo', 'snac', 'pleroma', '']) expect(lock(software, '9.9.9'), software).toBe(false);
});
