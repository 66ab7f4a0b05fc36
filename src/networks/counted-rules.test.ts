import { expect, test } from 'vitest';
import { rules as facebook } from './facebook/rules.ts';
import { rules as instagram } from './instagram/rules.ts';
import { rules as pinterest } from './pinterest/rules.ts';
import { rules as telegram } from './telegram/rules.ts';
import { rules as whatsapp } from './whatsapp/rules.ts';
import { rules as x } from './x/rules.ts';
import { rules as youtube } from './youtube/rules.ts';
import { cutOf } from '#words/crop.ts';
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

test('a picture of a shape a network refuses is said before it leaves; cut to one it takes, it passes', () => {
  const tall = { ...photo, width: 1_000, height: 2_000 };
  expect(codes(instagram, 'a', [tall])).toEqual(['media_shape_refused']);
  for (const ratio of instagram.ratios!({})!) {
    const { width, height } = cutOf(tall, ratio)!;
    expect(codes(instagram, 'a', [{ ...tall, width, height }])).toEqual([]);
  }
  expect(codes(instagram, 'a', [{ ...photo, width: 2_000, height: 1_000 }, film])).toContain('media_shape_refused');
});

test('a text that follows is offered where it may leave, and not where it would be stopped', () => {
  const places = [
    [instagram, 'instagram', 1],
    [instagram, 'instagram_reel', 1],
    [instagram, 'instagram_story', 0],
    [facebook, 'facebook_page', 1],
    [pinterest, 'pinterest', 0],
    [x, 'x', Infinity],
  ] as const;
  for (const [rules, place, most] of places) {
    expect(rules.mayFollow({ place }), place).toBe(most);
    const stopped = (length: number) =>
      rules
        .check({ text: 'a', title: '', thread: Array<string>(length).fill('b'), media: [photo] }, { place })
        .some(({ code }) => code === 'thread_not_known');
    const offered = Math.min(most, 9);
    expect(stopped(offered), place).toBe(false);
    expect(stopped(offered + 1), place).toBe(most < Infinity);
  }
});

test('what a picture shows is asked for where somebody reads it', () => {
  const bare = { ...photo, alt: '' };
  expect(codes(facebook, 'a', [bare])).toEqual(['alt_missing']);
  expect(codes(telegram, 'a', [bare])).toEqual([]);
});
