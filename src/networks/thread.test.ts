import { expect, test } from 'vitest';
import { countGraphemes } from './graphemes.ts';
import { splitIntoThread } from './thread.ts';

const upTo = (limit: number) => (text: string) => countGraphemes(text) <= limit;
const bare = (text: string): string => text.replace(/\s+/g, '');

test('a text that fits stays whole; an empty one too', () => {
  expect(splitIntoThread('bonjour', upTo(10))).toEqual(['bonjour']);
  expect(splitIntoThread('', upTo(10))).toEqual(['']);
});

test('it is cut between paragraphs first, then sentences, then words', () => {
  expect(splitIntoThread('Un deux trois.\n\nQuatre cinq.', upTo(20))).toEqual(['Un deux trois.', 'Quatre cinq.']);
  expect(splitIntoThread('Un deux trois. Quatre cinq six.', upTo(20))).toEqual(['Un deux trois.', 'Quatre cinq six.']);
  expect(splitIntoThread('un deux trois quatre cinq', upTo(14))).toEqual(['un deux trois', 'quatre cinq']);
});

test('a paragraph that would leave a stub is cut further', () => {
  expect(splitIntoThread('Ah.\n\nUne phrase assez longue pour remplir la place.', upTo(30))[0]!.length).toBeGreaterThan(15);
});

test('an address is never cut while it fits', () => {
  const link = `https://example.com/${'a'.repeat(15)}`;
  expect(splitIntoThread(`Voir aussi ${link} demain`, upTo(40))).toEqual(['Voir aussi', `${link}`, 'demain']);
});

test('a word longer than a segment is cut between graphemes, never inside one', () => {
  const farmers = '👩🏾‍🌾'.repeat(7);
  const segments = splitIntoThread(farmers, upTo(3));
  expect(segments.map(countGraphemes)).toEqual([3, 3, 1]);
  expect(segments.join('')).toBe(farmers);
});

test('nothing but white space is ever lost, and every segment fits', () => {
  const words = [
    'Lomé',
    'le',
    'marché',
    'ouvre',
    'à',
    '6 h.',
    '🇹🇬',
    'https://example.com/a',
    'très-long-mot-composé',
    '\n\n',
    '\n',
    '« oui »',
  ];
  let seed = 7;
  const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31);
  for (let round = 0; round < 200; round += 1) {
    const text = Array.from({ length: (next() % 80) + 1 }, () => words[next() % words.length]).join(' ');
    const limit = (next() % 60) + 3;
    const segments = splitIntoThread(text, upTo(limit));
    expect(bare(segments.join(''))).toBe(bare(text));
    for (const segment of segments) expect(countGraphemes(segment)).toBeLessThanOrEqual(limit);
  }
});
