import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { isAddress } from './address.ts';
import { findLinks } from './links.ts';
import { findMentions, replyTo } from './mentions.ts';
import { findCashtags, findHashtags } from './tags.ts';
import { weigh, X, type Configuration } from './weigh.ts';

interface Case {
  description: string;
  text: string;
  expected: unknown;
}

const read = (name: string): string => readFileSync(new URL(`../../../tests/conformance/twitter-text/${name}`, import.meta.url), 'utf8');
const casesOf = (name: string): Record<string, Case[]> => (parse(read(name)) as { tests: Record<string, Case[]> }).tests;
const configuration = (version: number): Configuration => JSON.parse(read(`v${version}.json`)) as Configuration;

const indices = ({ start, end }: { start: number; end: number }): [number, number] => [start, end];
const links = (text: string): string[] => findLinks(text).map((link) => link.text);
const linksWithIndices = (text: string): unknown => findLinks(text).map((link) => ({ url: link.text, indices: indices(link) }));
const hashtags = (text: string): string[] => findHashtags(text).map((tag) => tag.name);
const whole = (spans: { text: string }[], text: string): boolean => spans.length === 1 && spans[0]!.text === text;

const weighed = (text: string, config: Configuration): unknown => {
  const { length, valid, permillage, validEnd } = weigh(text, config);
  return {
    weightedLength: length,
    valid,
    permillage,
    displayRangeStart: 0,
    displayRangeEnd: Math.max(0, text.length - 1),
    validRangeStart: 0,
    validRangeEnd: validEnd,
  };
};

/** What we answer to each group of each published file; a group nobody answers to fails. */
const ANSWERS: Record<string, Record<string, (text: string) => unknown>> = {
  'validate.yml': {
    tweets: (text) => weigh(text, configuration(1)).valid,
    usernames: (text) => whole(findMentions(text), text) && findMentions(text)[0]!.list === '',
    lists: (text) => whole(findMentions(text), text) && findMentions(text)[0]!.list !== '',
    hashtags: (text) => whole(findHashtags(text), text),
    urls: (text) => isAddress(text),
    urls_without_protocol: (text) => isAddress(text, { schemeNeeded: false }),
    WeightedTweetsCounterTest: (text) => weighed(text, configuration(2)),
    WeightedTweetsWithDiscountedEmojiCounterTest: (text) => weighed(text, configuration(3)),
    UnicodeDirectionalMarkerCounterTest: (text) => weighed(text, configuration(3)),
  },
  'extract.yml': {
    mentions: (text) => findMentions(text).map(({ name }) => name),
    mentions_with_indices: (text) => findMentions(text).map((one) => ({ screen_name: one.name, indices: indices(one) })),
    mentions_or_lists_with_indices: (text) =>
      findMentions(text).map((one) => ({ screen_name: one.name, list_slug: one.list, indices: indices(one) })),
    replies: replyTo,
    urls: links,
    urls_with_indices: linksWithIndices,
    urls_with_directional_markers: linksWithIndices,
    tco_urls_with_params: links,
    hashtags,
    hashtags_from_astral: hashtags,
    hashtags_with_indices: (text) => findHashtags(text).map((tag) => ({ hashtag: tag.name, indices: indices(tag) })),
    cashtags: (text) => findCashtags(text).map(({ name }) => name),
    cashtags_with_indices: (text) => findCashtags(text).map((tag) => ({ cashtag: tag.name, indices: indices(tag) })),
  },
};

const CASES = Object.keys(ANSWERS).flatMap((file) =>
  Object.entries(casesOf(file)).flatMap(([group, cases]) => cases.map((one) => ({ file, group, ...one }))),
);

test('both published files are there, whole', () => {
  expect(CASES.length).toBeGreaterThan(300);
  expect({ version: 3, ...X }).toEqual(configuration(3));
});

test.each(CASES)('$file, $group: $description', ({ file, group, text, expected }) => {
  expect(ANSWERS[file]![group]!(text)).toEqual(expected ?? null);
});
