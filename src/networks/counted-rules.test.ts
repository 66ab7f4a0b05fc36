import { expect, test } from 'vitest';
import { rules as facebook } from './facebook/rules.ts';
import { rules as instagram } from './instagram/rules.ts';
import { rules as pinterest } from './pinterest/rules.ts';
import { rules as whatsapp } from './whatsapp/rules.ts';
import { rules as youtube } from './youtube/rules.ts';
import type { Rules } from './contract.ts';

const photo = { mime: 'image/jpeg', bytes: 1, width: 1, height: 1, alt: 'x' };
const film = { ...photo, mime: 'video/mp4' };
const codes = (rules: Rules, text: string, media: (typeof photo)[], title = ''): string[] =>
  rules.check({ text, title, thread: [], media }, {}).map(({ code }) => code);

test('each network stops what it would refuse, and nothing else', () => {
  expect(codes(facebook, 'é'.repeat(63_206), [])).toEqual([]);
  expect(codes(facebook, 'é'.repeat(63_207), [])).toEqual(['text_too_long']);
  expect(codes(instagram, 'a', [])).toEqual(['media_missing']);
  expect(codes(instagram, '#marché '.repeat(30) + '@awa '.repeat(20), [photo])).toEqual([]);
  expect(codes(instagram, '#marché '.repeat(31) + '@awa '.repeat(21), [photo])).toEqual(['too_many_hashtags', 'too_many_mentions']);
  expect(codes(instagram, '#2026 awa@example.com', [photo])).toEqual([]);
  expect(codes(pinterest, 'é'.repeat(801), [photo], 'a'.repeat(101))).toEqual(['text_too_long', 'title_too_long']);
  expect(codes(whatsapp, 'é'.repeat(1025), [photo])).toEqual(['text_too_long']);
  expect(codes(whatsapp, 'é'.repeat(4096), [])).toEqual([]);
});

test('a description on YouTube is measured in bytes, needs a title and one film', () => {
  expect(codes(youtube, 'é'.repeat(2500), [film], 'Le marché')).toEqual([]);
  expect(codes(youtube, 'é'.repeat(2501), [film], 'Le marché')).toEqual(['text_too_long']);
  expect(codes(youtube, 'a < b', [film], '')).toEqual(['title_needed', 'angle_brackets']);
  expect(codes(youtube, 'a', [photo], 'Le marché')).toEqual(['too_many_media', 'media_type_refused']);
});
