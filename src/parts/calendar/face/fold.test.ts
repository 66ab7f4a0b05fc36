import { expect, test } from 'vitest';
import { foldAt } from './fold.ts';

const lines = { most: 3, left: 2 };

test('a text that fits is shown whole, one line more folds it to what is left', () => {
  expect(foldAt('a\nb\nc', { lines })).toBe(5);
  expect(foldAt('a\nb\nc\nd', { lines })).toBe(3);
  expect(foldAt('a\n'.repeat(99), {})).toBe(198);
});

test('a long line takes several, turned at its spaces', () => {
  const words = 'mot '.repeat(60).trim();
  expect(words.slice(0, foldAt(words, { lines }))).toBe('mot '.repeat(30));
  expect(words.slice(0, foldAt(words, { lines: { ...lines, wide: 40 } }))).toBe('mot '.repeat(20));
  expect(foldAt('m'.repeat(200), { lines })).toBe(120);
});

test('a text folded by its signs keeps whole words, and one that takes them all is shown whole', () => {
  expect(foldAt('Le marché de nuit', { signs: 17 })).toBe(17);
  expect('Le marché de nuit'.slice(0, foldAt('Le marché de nuit', { signs: 16 }))).toBe('Le marché de');
  expect('Le marché\nde nuit'.slice(0, foldAt('Le marché\nde nuit', { signs: 11 }))).toBe('Le marché');
  expect(foldAt('m'.repeat(200), { signs: 125 })).toBe(125);
});

test('of lines and signs, what comes first folds', () => {
  const text = 'Bar braisé\nAblo\nPiment vert\nTokoin, dès midi';
  expect(text.slice(0, foldAt(text, { lines: { most: 3, left: 3 }, signs: 20 }))).toBe('Bar braisé\nAblo');
  expect(text.slice(0, foldAt(text, { lines: { most: 2, left: 1 }, signs: 40 }))).toBe('Bar braisé');
});
