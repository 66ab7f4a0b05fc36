import { expect, test } from 'vitest';
import { commentSchema, contrastWithWhite, slugOf } from './shapes.ts';

test.each([
  ['Trois erreurs de légende qui coûtent des tables', 'trois-erreurs-de-legende-qui-coutent-des-tables'],
  ['Œufs & ablo : 3 500 FCFA !', 'oeufs-ablo-3-500-fcfa'],
  ['  --  ', ''],
  ['أهلا', ''],
])('an address is made of what a title says: %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('a long address is cut between words', () => {
  const slug = slugOf('mot '.repeat(40));
  expect(slug.length).toBeLessThanOrEqual(60);
  expect(slug).toMatch(/mot$/);
});

test('white letters are read on indigo, not on yellow', () => {
  expect(contrastWithWhite('#1a2f6e')).toBeGreaterThan(10);
  expect(contrastWithWhite('#f2b632')).toBeLessThan(2);
  expect(contrastWithWhite('#000000')).toBeCloseTo(21, 1);
});

test('a comment keeps its lines and loses what no keyboard types', () => {
  const parsed = commentSchema.parse({ name: ' Yao\u202e\n S. ', text: 'un\r\ndeux\u0000 \u2066trois', shown: 'x' });
  expect(parsed).toMatchObject({ name: 'Yao S.', text: 'un\ndeux trois' });
  expect(commentSchema.safeParse({ name: '\u0000', text: 'deux mots', shown: 'x' }).success).toBe(false);
  expect(commentSchema.safeParse({ name: 'Yao', text: 'x'.repeat(4_001), shown: 'x' }).success).toBe(false);
});
