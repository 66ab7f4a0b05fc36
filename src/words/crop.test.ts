import { expect, test } from 'vitest';
import { CENTRE, cutOf, framed, layOut, RATIOS } from './crop.ts';

const photo = { width: 2_048, height: 1_536 };

test('a cut is the largest rectangle of its ratio, in whole pixels, around the focus', () => {
  expect(cutOf(photo, '1:1')).toEqual({ x: 256, y: 0, width: 1_536, height: 1_536 });
  expect(cutOf(photo, '4:5', { x: 0, y: 500 })).toEqual({ x: 0, y: 0, width: 1_229, height: 1_536 });
  expect(cutOf(photo, '1.91:1', { x: 500, y: 1_000 })).toEqual({ x: 0, y: 464, width: 2_048, height: 1_072 });
  expect(cutOf({ width: 1_080, height: 1_920 }, '16:9', { x: 500, y: 250 })).toEqual({ x: 0, y: 176, width: 1_080, height: 608 });
});

test('the whole picture is no cut', () => {
  expect(cutOf(photo, 'original')).toBeNull();
  expect(cutOf({ width: 900, height: 900 }, '1:1', { x: 0, y: 0 })).toBeNull();
  expect(cutOf({ width: 1, height: 1 }, '9:16')).toBeNull();
});

test('whatever the picture and the focus, a cut lies inside it and holds the focus', () => {
  const sizes = [1, 2, 3, 320, 1_079, 2_048];
  const thousandths = [0, 1, 333, 500, 999, 1_000];
  for (const width of sizes)
    for (const height of sizes)
      for (const ratio of RATIOS)
        for (const x of thousandths)
          for (const y of thousandths) {
            const cut = cutOf({ width, height }, ratio, { x, y });
            if (!cut) continue;
            expect(Object.values(cut).every(Number.isInteger)).toBe(true);
            expect(cut.x >= 0 && cut.y >= 0 && cut.x + cut.width <= width && cut.y + cut.height <= height).toBe(true);
            const [left, top] = [(width * x) / 1_000, (height * y) / 1_000];
            expect(left >= cut.x - 1 && left <= cut.x + cut.width + 1 && top >= cut.y - 1 && top <= cut.y + cut.height + 1).toBe(true);
          }
});

test('a preview shows exactly the cut', () => {
  const { box, image } = layOut(photo, cutOf(photo, '1:1', CENTRE)!);
  expect(box).toContain('padding-top:100%');
  expect(image).toContain('width:133.3333%;height:100%;left:-16.6667%;top:-0%');
});

test('a frame of another shape shows the middle of a cut', () => {
  expect(framed({ x: 100, y: 0, width: 400, height: 400 }, 2)).toEqual({ x: 100, y: 100, width: 400, height: 200 });
  expect(framed({ x: 100, y: 0, width: 400, height: 400 }, 0.5)).toEqual({ x: 200, y: 0, width: 200, height: 400 });
});
