import { expect, test } from 'vitest';
import { isKept, judge, type PublicView } from './checker.ts';
import type { Visible } from './fakenet/truth.ts';

let n = 0;
const effect = (marker: string, more: Partial<Visible> = {}): Visible => ({
  kind: 'visible',
  n: (n += 1),
  at: n,
  network: 'mastodon',
  account: 'awa',
  id: `id-${marker}`,
  url: null,
  text: `Bonjour ${marker}`,
  key: null,
  parent: null,
  media: 0,
  ...more,
});
const view = (marker: string, more: Partial<PublicView> = {}): PublicView => ({
  id: `p-${marker}`,
  network: 'mastodon',
  account: 'awa',
  marker,
  state: 'PUBLISHED',
  flag: null,
  remoteId: `id-${marker}`,
  parent: null,
  ...more,
});
const faultsOf = (...given: Parameters<typeof judge>) =>
  Object.entries(judge(...given))
    .filter(([, list]) => (list as string[]).length > 0)
    .map(([name]) => name);

test('what is online once and said to be online is in order', () => {
  expect(isKept(judge([effect('#m1')], [view('#m1')]))).toBe(true);
});

test('two effects of one publication are a duplicate', () => {
  expect(faultsOf([effect('#m1'), effect('#m1')], [view('#m1')])).toEqual(['duplicates']);
});

test('what was asked for and is known no more is lost', () => {
  expect(faultsOf([], [], [{ network: 'mastodon', account: 'awa', marker: '#m1' }])).toEqual(['lost']);
});

test('visible yet said to have failed, invisible yet said to be online, online under another id: each is a false verdict', () => {
  expect(faultsOf([effect('#m1')], [view('#m1', { state: 'FAILED', remoteId: null })])).toEqual(['falseFailed']);
  expect(faultsOf([], [view('#m1')])).toEqual(['falsePublished']);
  expect(faultsOf([effect('#m1')], [view('#m1', { remoteId: 'other' })])).toEqual(['falsePublished']);
});

test('an unclear one must be flagged; a flag is enough', () => {
  expect(faultsOf([], [view('#m1', { state: 'UNCERTAIN', remoteId: null })])).toEqual(['unflagged']);
  expect(faultsOf([], [view('#m1', { state: 'NEEDS_DECISION', flag: 'decision', remoteId: null })])).toEqual([]);
});

test('segments come in order, under their parent, never alone', () => {
  const chain = [view('#m1'), view('#m2', { parent: 'p-#m1' })];
  const [late, early] = [effect('#m2', { parent: 'id-#m1' }), effect('#m1')];
  expect(faultsOf([early, { ...late, n: 99 }], chain)).toEqual([]);
  expect(faultsOf([late, { ...early, n: 99 }], chain)).toEqual(['outOfOrder']);
  expect(faultsOf([effect('#m2')], [view('#m1', { state: 'FAILED', remoteId: null }), chain[1]!])).toEqual(['orphans']);
});

test('what nobody asked for is a stranger', () => {
  expect(faultsOf([effect('#m9')], [])).toEqual(['strangers']);
});
