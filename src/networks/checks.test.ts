import { expect, test } from 'vitest';
import { checkHashtags } from './checks.ts';

const codes = (text: string, limits: Parameters<typeof checkHashtags>[1], thread: string[] = []) =>
  checkHashtags({ text, thread }, limits).map(({ level, code, details }) => [level, code, ...Object.values(details ?? {})]);

test('tags are counted text by text, as networks see them', () => {
  expect(codes('#ablo #Lomé #2026 https://x.tg/#part &#39; a#b', { most: 1 })).toEqual([['advice', 'too_many_hashtags', 2, 1]]);
  expect(codes('#ablo', { most: 1, level: 'block' }, ['#a #b'])).toEqual([['block', 'too_many_hashtags', 2, 1]]);
  expect(codes('#ablo', { most: 1 })).toEqual([]);
});

test('a tag longer than a network reads is said, by its graphemes', () => {
  expect(codes(`#${'é'.repeat(4)}`, { longest: 4 })).toEqual([]);
  expect(codes('#marché', { longest: 4 })).toEqual([['advice', 'hashtag_too_long', 'marché', 4]]);
});
