import { expect, test } from 'vitest';
import { isWrong, openSkewWatch } from './overheard.ts';

const now = Date.parse('2026-12-01T08:00:00Z');

test('nobody heard: nothing is held against the clock', () => {
  expect(isWrong(openSkewWatch().skewMs(now))).toBe(false);
});

test('two minutes ahead of every server is wrong; one server that is wrong itself is not believed against two others', () => {
  const watch = openSkewWatch();
  watch.hear('a', now - 120_000, now, now);
  expect(isWrong(watch.skewMs(now))).toBe(true);
  watch.hear('b', now, now, now);
  watch.hear('c', now - 500, now, now + 100);
  expect(isWrong(watch.skewMs(now))).toBe(false);
});

test('what was heard more than an hour ago counts no more', () => {
  const watch = openSkewWatch();
  watch.hear('a', now - 120_000, now, now);
  expect(watch.skewMs(now + 2 * 3_600_000)).toBeNull();
});

test('a machine that slept between a question and its answer proves nothing by it; one whose answer lies outside does', () => {
  const watch = openSkewWatch();
  watch.hear('a', now, now - 1_000, now + 8 * 3_600_000);
  expect(watch.skewMs(now + 8 * 3_600_000)).toBe(0);
  watch.hear('a', now - 200_000, now, now + 8 * 3_600_000);
  expect(isWrong(watch.skewMs(now + 8 * 3_600_000))).toBe(true);
});

test('the operator’s own source is believed before any number of addresses that people connected', () => {
  const watch = openSkewWatch();
  for (const who of ['a', 'b', 'c']) watch.hear(who, now - 120_000, now, now);
  expect(isWrong(watch.skewMs(now))).toBe(true);
  watch.hear('plc', now, now, now, 'operator');
  expect(watch.skewMs(now)).toBe(0);
});

test('what may share our clock proves something only where it disagrees', () => {
  const watch = openSkewWatch();
  watch.hear('database', now, now, now, 'near');
  expect(watch.skewMs(now)).toBeNull();
  watch.hear('database', now - 120_000, now, now, 'near');
  expect(isWrong(watch.skewMs(now))).toBe(true);
});

test('once the clock was set, what was heard before counts no more', () => {
  let steady = 0;
  const watch = openSkewWatch(() => steady);
  watch.hear('a', now - 120_000, now, now);
  steady = 30_000;
  expect(isWrong(watch.skewMs(now + 30_000))).toBe(true);
  expect(watch.skewMs(now + 30_000 - 119_000)).toBeNull();
});
