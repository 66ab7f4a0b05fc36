import { expect, test } from 'vitest';
import { keysOf, NEARLY_THE_SAME, resemblance, wordsMark } from './sketch.ts';

const menu =
  'Ce midi chez Awa : poulet braisé, alloco et jus de bissap, à 3 500 francs. Réservez au 90 12 34 56, la terrasse est ouverte !';

test('what a reader takes for the same is nearly the same; another post on the same subject is not', () => {
  expect(resemblance(menu, menu.toUpperCase().replace('!', '🎉'))).toBe(1);
  expect(resemblance(menu, menu.replace('3 500', '4 000'))).toBeGreaterThan(NEARLY_THE_SAME);
  expect(resemblance(menu, menu.replace('Ce midi chez Awa', 'Ce soir chez Kossi'))).toBeGreaterThan(NEARLY_THE_SAME);
  const another =
    'Ce midi chez Awa : riz au gras, salade et citronnade. Pensez à réserver, la salle est petite et le samedi tout est pris.';
  expect(resemblance(menu, another)).toBeLessThan(0.2);
});

test('copies share every key, near copies one at least, strangers none', () => {
  const shared = (one: string, other: string) => keysOf(one).filter((key) => keysOf(other).includes(key)).length;
  expect(shared(menu, `  ${menu.toLowerCase()}`)).toBe(keysOf(menu).length);
  expect(shared(menu, menu.replace('alloco', 'attiéké'))).toBeGreaterThan(0);
  expect(shared(menu, 'Le marché de Lomé ouvre à six heures.')).toBe(0);
  for (const key of keysOf(menu)) expect(Math.abs(key)).toBeLessThan(2 ** 31);
});

test('one word, or none, is a text too', () => {
  expect(resemblance('Bonjour', 'bonjour !')).toBe(1);
  expect(resemblance('🎉🎉', '🎉')).toBe(0);
  expect(keysOf('🎉').length).toBeGreaterThan(0);
  expect(keysOf('').length).toBeGreaterThan(0);
});

test('an agreement is for these words, however they are written', () => {
  expect(wordsMark(['Bonjour à tous'])).toBe(wordsMark(['bonjour, à TOUS !']));
  expect(wordsMark(['Bonjour', 'à tous'])).not.toBe(wordsMark(['Bonjour à tous']));
});
