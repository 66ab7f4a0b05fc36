import { expect, test } from 'vitest';
import { contentFor, firstLine, splitThread } from './variants.ts';

const upTo = (limit: number) => (segment: string) => segment.length <= limit;

test('a variant takes from the post what nobody changed for it', () => {
  const post = { title: 'Braise', text: 'Kodjo, onze ans.', mediaIds: ['m1'] };
  const variant = { channelId: 'c', text: 'Kodjo !', title: null, thread: [], mediaIds: null };
  expect(contentFor(post, variant)).toEqual({ title: 'Braise', text: 'Kodjo !', thread: [], mediaIds: ['m1'] });
});

test('a thread is cut after sentences, and nothing is lost', () => {
  const text = 'La braise, c’est Kodjo. Onze ans qu’il se lève à cinq heures. Le bar arrive du port à sept heures.';
  const segments = splitThread(text, upTo(65));
  expect(segments).toEqual(['La braise, c’est Kodjo. Onze ans qu’il se lève à cinq heures.', 'Le bar arrive du port à sept heures.']);
  expect(segments.join(' ')).toBe(text);
});

test('an empty line is a better cut than a sentence', () => {
  const segments = splitThread('Premier paragraphe. Deux phrases.\n\nSecond paragraphe plus long.', upTo(50));
  expect(segments).toEqual(['Premier paragraphe. Deux phrases.', 'Second paragraphe plus long.']);
});

test('a word longer than the limit is cut between graphemes, never inside one', () => {
  const family = '👨‍👩‍👧‍👦';
  const segments = splitThread(family.repeat(4), upTo(family.length * 2));
  expect(segments).toEqual([family.repeat(2), family.repeat(2)]);
});

test('splitting ends even when one grapheme is already too long', () => {
  expect(splitThread('abc', () => false)).toEqual(['a', 'b', 'c']);
});

test('a list names a post by its title, else by its first line', () => {
  expect(firstLine('', '\n  Bonjour Lomé\nSuite')).toBe('Bonjour Lomé');
  expect(firstLine('Titre', 'Texte')).toBe('Titre');
  expect(firstLine('', 'mot '.repeat(60)).endsWith('…')).toBe(true);
});
