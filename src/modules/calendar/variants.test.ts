import { expect, test } from 'vitest';
import { contentFor, firstLine, longestFit } from './variants.ts';

const upTo = (limit: number) => (segment: string) => segment.length <= limit;

test('a variant takes from the post what nobody changed for it', () => {
  const post = { title: 'Braise', text: 'Kodjo, onze ans.', mediaIds: ['m1'] };
  const variant = { channelId: 'c', text: 'Kodjo !', title: null, thread: [], mediaIds: null };
  expect(contentFor(post, variant)).toEqual({ title: 'Braise', text: 'Kodjo !', thread: [], mediaIds: ['m1'] });
});

test('a text is cut where it stops fitting, never inside a grapheme', () => {
  const family = '👨‍👩‍👧‍👦';
  expect(longestFit('abcdef', upTo(4))).toBe(4);
  expect(longestFit('abc', upTo(4))).toBe(3);
  expect(longestFit(family.repeat(3), upTo(family.length * 2 + 3))).toBe(family.length * 2);
  expect(longestFit('abc', () => false)).toBe(0);
});

test('a list names a post by its title, else by its first line', () => {
  expect(firstLine('', '\n  Bonjour Lomé\nSuite')).toBe('Bonjour Lomé');
  expect(firstLine('Titre', 'Texte')).toBe('Titre');
  expect(firstLine('', 'Midi chez @[Tantine Afi], avec @[ Kodjo ]')).toBe('Midi chez Tantine Afi, avec Kodjo');
  expect(firstLine('', 'mot '.repeat(60)).endsWith('…')).toBe(true);
});
