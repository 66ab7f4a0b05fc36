import { expect, test } from 'vitest';
import { foldAt } from './fold.ts';

const lines = { most: 3, left: 2 };

test('a text that fits is shown whole, one line more folds it to what is left', () => {
  expect(foldAt('a\nb\nc', lines)).toBe(5);
  expect(foldAt('a\nb\nc\nd', lines)).toBe(3);
});

test('a long line takes several, turned at its spaces', () => {
  const words = 'mot '.repeat(60).trim();
  const end = foldAt(words, lines);
  expect(words.slice(0, end)).toBe('mot '.repeat(30));
  expect(foldAt('m'.repeat(200), lines)).toBe(120);
});
