import { expect, test } from 'vitest';
import { HUNG_MS } from '../../../tests/worlds/hung.ts';
import { rules } from './rules.ts';

const codes = (text: string, facts = {}): string[] =>
  rules.check({ text, title: '', thread: [], media: [] }, facts).map(({ code }) => code);

test('280 weighted signs; a subscriber writes 25,000', () => {
  expect(rules.count('Voir https://example.com:8443/menu?jour=dimanche 👨‍👩‍👧‍👦', {})).toEqual({ used: 5 + 23 + 1 + 2, limit: 280 });
  expect(codes('é'.repeat(280))).toEqual([]);
  expect(codes('漢'.repeat(141))).toEqual(['text_too_long']);
  expect(codes('漢'.repeat(141), { subscriber: true })).toEqual([]);
});

test('a long text becomes segments that all fit, whatever it is made of', () => {
  const segments = rules.split('Le marché ouvre à 6 h 👩🏾‍🌾, voir example.com/marche-de-lome. '.repeat(30), {});
  expect(segments.length).toBeGreaterThan(4);
  for (const segment of segments) expect(rules.count(segment, {}).used).toBeLessThanOrEqual(280);
});

test('four pictures or one film', () => {
  const photo = { mime: 'image/jpeg', bytes: 1, width: 1, height: 1, alt: 'x' };
  const film = { ...photo, mime: 'video/mp4' };
  const used = (media: (typeof photo)[]): string[] => rules.check({ text: 'x', title: '', thread: [], media }, {}).map(({ code }) => code);
  expect(used([photo, photo, photo, photo])).toEqual([]);
  expect(used([film])).toEqual([]);
  expect(used([photo, film])).toEqual(['too_many_media']);
});

test('a text made to hold the reader up does not', () => {
  const started = performance.now();
  for (const text of [
    'a.'.repeat(12_500),
    '_.a'.repeat(8000),
    `${'漢'.repeat(20_000)}.漢`,
    'http://a.com/'.repeat(2000),
    `http://a.com/${'('.repeat(20_000)}`,
  ])
    rules.count(text, {});
  expect(performance.now() - started).toBeLessThan(HUNG_MS);
});
