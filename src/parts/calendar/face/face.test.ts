import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { PLACES } from '../../../networks/places.ts';
import { rulesOf } from '../rules.ts';
import Face from './Face.svelte';
import type { Picture } from './picture.ts';

/** Place by place: where a text of 600 signs is folded, where a picture stands, and how tall one of 1:3 is shown. */
const FACES: Record<string, { left: number; pictures: string; tallest: number; bubble?: true }> = {
  whatsapp_status: { left: 160, pictures: 'behind', tallest: 9 / 16 },
  whatsapp_channel: { left: 600, pictures: 'above', tallest: 3 / 4, bubble: true },
  facebook_page: { left: 475, pictures: 'below', tallest: 4 / 5 },
  facebook_profile: { left: 475, pictures: 'below', tallest: 4 / 5 },
  facebook_group: { left: 475, pictures: 'below', tallest: 4 / 5 },
  instagram: { left: 120, pictures: 'above', tallest: 4 / 5 },
  instagram_reel: { left: 69, pictures: 'behind', tallest: 9 / 16 },
  instagram_story: { left: 600, pictures: 'behind', tallest: 9 / 16 },
  tiktok: { left: 149, pictures: 'behind', tallest: 9 / 16 },
  x: { left: 279, pictures: 'inset', tallest: 3 / 4 },
  linkedin_profile: { left: 210, pictures: 'below', tallest: 4 / 5 },
  linkedin_page: { left: 210, pictures: 'below', tallest: 4 / 5 },
  threads: { left: 249, pictures: 'inset', tallest: 9 / 16 },
  youtube: { left: 99, pictures: 'first', tallest: 16 / 9 },
  telegram: { left: 600, pictures: 'above', tallest: 3 / 4, bubble: true },
  pinterest: { left: 49, pictures: 'first', tallest: 1 / 2.1 },
  discord: { left: 600, pictures: 'inset', tallest: 9 / 16 },
  reddit: { left: 400, pictures: 'inset', tallest: 3 / 4 },
  google: { left: 99, pictures: 'first', tallest: 4 / 3 },
  bluesky: { left: 600, pictures: 'inset', tallest: 0.5 },
  mastodon: { left: 600, pictures: 'inset', tallest: 0.5 },
};
/** An article is shown whole. */
const ARTICLES = ['wordpress'];

const text = 'mots '.repeat(120);
const tower: Picture = { id: 't', alt: 'La tour', name: 't.jpg', src: '/t.jpg', width: 100, height: 300, cut: null };
const show = (place: string, pictures: Picture[], said = text): string => {
  const { network } = PLACES.find(({ id }) => id === place)!;
  const shown = rulesOf(network).shown?.({ place });
  return render(Face, { props: { name: 'Tantine', small: '12 h', shown, segments: [{ title: '', text: said, pictures }] } }).body;
};
const wordsOf = (html: string): string =>
  /<div class="txt[^"]*">([\s\S]*?)<(?:\/div|details)/.exec(html)![1]!.replace(/<!--.*?-->|<b>Tantine <\/b>/g, '');

test('every place of the catalogue has a face, but those of articles', () => {
  expect([...Object.keys(FACES), ...ARTICLES].toSorted()).toEqual(PLACES.map(({ id }) => id).toSorted());
  for (const { id, network } of PLACES) expect(rulesOf(network).shown?.({ place: id }) === undefined).toBe(ARTICLES.includes(id));
});

test.each(Object.entries(FACES))('%s folds, frames and orders as its readers see it', (place, { left, pictures, tallest, bubble }) => {
  const html = show(place, [tower]);
  const words = wordsOf(html);
  expect(words.trimStart().length).toBeGreaterThanOrEqual(left - 2);
  expect(words.trim().length).toBeLessThanOrEqual(left);
  expect(html.includes('<details'), 'the rest is there to be opened').toBe(left < 600);
  expect(/data-photos="(\w+)"/.exec(html)?.[1] ?? 'below').toBe(pictures);
  expect(Number(/aspect-ratio:([\d.]+)/.exec(html)![1])).toBeCloseTo(tallest, 4);
  expect(/class="apercu[^"]*bulle/.test(html)).toBe(bubble === true);
  expect(html.indexOf('mots'), 'words are read before pictures').toBeLessThan(html.indexOf('alt="La tour"'));
});

test('on a whole screen, a text alone stands in the middle and is never folded', () => {
  expect(show('whatsapp_status', [])).toMatch(/class="billet nu[^]*mots mots(?![^]*<details)/);
});

test('several pictures fill one frame, or are seen one at a time', () => {
  const five = [1, 2, 3, 4, 5].map((id) => ({ ...tower, id: String(id) }));
  expect(show('facebook_page', five).match(/<img/g)).toHaveLength(4);
  expect(show('facebook_page', five)).toContain('+1');
  expect(show('instagram', five).match(/<img/g)).toHaveLength(1);
  expect(show('instagram', five)).toContain('1/5');
});

test('each network says where its values come from', () => {
  for (const network of new Set(PLACES.filter(({ id }) => !ARTICLES.includes(id)).map((place) => place.network))) {
    const rules = readFileSync(`src/networks/${network}/rules.ts`, 'utf8').split('\n');
    const lines = rules.flatMap((line, at) => (/\bshown(: Shown =|:) (\(\) => \()?\{/.test(line) ? [at] : []));
    expect(lines.length, network).toBeGreaterThan(0);
    for (const at of lines) expect(rules.slice(Math.max(0, at - 8), at).join('\n'), `${network}:${at + 1}`).toMatch(/20\d\d/);
  }
});
