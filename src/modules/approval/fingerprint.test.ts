import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInside, printsOf } from './fingerprint.ts';
import type { ShownChannel, Window } from './shapes.ts';

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const box = fc.nat(4_000);
const media = fc.record({
  id: fc.uuid(),
  source: hex,
  crop: fc.option(fc.record({ x: box, y: box, width: box, height: box })),
  alt: fc.string(),
});
const segment = fc.record({ title: fc.string(), text: fc.string(), media: fc.array(media, { maxLength: 3 }) });
const content: fc.Arbitrary<ShownChannel[]> = fc.uniqueArray(
  fc.record({ channel: fc.uuid(), network: fc.constant('mastodon'), segments: fc.array(segment, { minLength: 1, maxLength: 3 }) }),
  { minLength: 1, maxLength: 3, selector: ({ channel }) => channel },
);
const window: fc.Arbitrary<Window> = fc.record({
  plannedAt: fc.integer({ min: 1, max: 30_000_000 }).map((minute) => new Date(minute * 60_000)),
  minutes: fc.integer({ min: 0, max: 1440 }),
});

test('the order of accounts and of keys, names, ids and seconds change nothing', () => {
  fc.assert(
    fc.property(content, window, fc.integer({ min: 0, max: 59_999 }), (shown, when, ms) => {
      const again = [...shown].reverse().map(({ segments, channel }) => ({
        segments: segments.map(({ media, text, title }) => ({
          media: media.map(({ alt, crop, source }) => ({
            alt,
            crop: crop && { height: crop.height, width: crop.width, y: crop.y, x: crop.x },
            source,
            id: 'another',
          })),
          text,
          title,
        })),
        network: 'bluesky',
        channel,
      }));
      const later = { ...when, plannedAt: new Date(when.plannedAt.getTime() + ms) };
      expect(printsOf(again, later)).toEqual(printsOf(shown, when));
    }),
  );
});

test('one sign, one picture, its crop, its alt text, an account, a minute: anything else is another fingerprint', () => {
  fc.assert(
    fc.property(content, window, fc.nat(5), (shown, when, which) => {
      const before = printsOf(shown, when);
      const other = structuredClone(shown);
      const first = other[0]!.segments[0]!;
      const source = 'f'.repeat(64);
      if (which === 0) first.text += '.';
      if (which === 1) first.title += ' ';
      if (which === 2) first.media.push({ id: 'x', source, crop: null, alt: '' });
      if (which === 3) other[0]!.segments.push({ title: '', text: '', media: [] });
      if (which === 4) other.push({ channel: 'another account', network: 'mastodon', segments: [] });
      if (which === 5 && first.media[0]) first.media[0].crop = { x: 5_000, y: 0, width: 1, height: 1 };
      const changed = which !== 5 || shown[0]!.segments[0]!.media.length > 0;
      const after = printsOf(other, when);
      expect([after.rendering === before.rendering, after.fingerprint === before.fingerprint]).toEqual([!changed, !changed]);
      const moved = printsOf(shown, { ...when, plannedAt: new Date(when.plannedAt.getTime() + 60_000) });
      expect(moved.rendering).toBe(before.rendering);
      expect(moved.fingerprint).not.toBe(before.fingerprint);
      expect(printsOf(shown, { ...when, minutes: when.minutes + 1 }).fingerprint).not.toBe(before.fingerprint);
    }),
  );
});

test('texts may not be moved from one field into the next', () => {
  const of = (title: string, text: string) =>
    printsOf([{ channel: 'a', network: 'n', segments: [{ title, text, media: [] }] }], { plannedAt: new Date(0), minutes: 0 }).rendering;
  expect(of('a', 'bc')).not.toBe(of('ab', 'c'));
});

test('a window holds for its minutes, either way, and not one more', () => {
  const signed = { plannedAt: new Date('2026-04-20T12:00:00Z'), minutes: 10 };
  const at = (clock: string) => isInside(new Date(`2026-04-20T${clock}Z`), signed);
  expect([at('11:49:59'), at('11:50:00'), at('12:00:59'), at('12:10:59'), at('12:11:00')]).toEqual([false, true, true, true, false]);
});
