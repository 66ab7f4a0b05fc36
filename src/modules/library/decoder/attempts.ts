import type { Sharp } from 'sharp';
import type { Written } from './answer.ts';

export type StillName = 'full' | 'light' | 'thumb' | 'poster';

/** One way to write a picture; the first that weighs at most `most` bytes is kept, the last one in any case. */
export interface Attempt {
  pixels: number;
  most: number;
  mime: Written['mime'];
  encode(image: Sharp): Sharp;
}

/** What the strictest network we write to takes: Bluesky, 2,000,000 bytes (lexicon app.bsky.embed.images). */
const FULL_BYTES = 2_000_000;
const LOSSLESS_BYTES = 1_000_000;
/** The design's weight for a photo on a client's link. */
const LIGHT_BYTES = 100_000;
const THUMB_BYTES = 30_000;

const jpeg = (pixels: number, quality: number): Attempt => ({
  pixels,
  most: FULL_BYTES,
  mime: 'image/jpeg',
  encode: (image) => image.jpeg({ quality, mozjpeg: true }),
});
const webp = (pixels: number, quality: number, most: number): Attempt => ({
  pixels,
  most,
  mime: 'image/webp',
  encode: (image) => image.webp({ quality, effort: 4 }),
});
const png = (pixels: number): Attempt => ({
  pixels,
  most: LOSSLESS_BYTES,
  mime: 'image/png',
  encode: (image) => image.png({ compressionLevel: 9 }),
});

export function attemptsFor(name: StillName, source: { transparent: boolean; drawn: boolean }): Attempt[] {
  if (name === 'thumb') return [webp(320, 62, THUMB_BYTES), webp(320, 40, THUMB_BYTES)];
  if (name === 'light')
    return [webp(960, 74, LIGHT_BYTES), webp(960, 58, LIGHT_BYTES), webp(640, 58, LIGHT_BYTES), webp(640, 35, LIGHT_BYTES)];
  // A film's poster stands beside text like a light picture, and is opened by every browser and network as JPEG.
  if (name === 'poster') return [jpeg(1_280, 78)];
  const sizes: [number, number][] = [[2_048, 84], [2_048, 74], [1_600, 74], [1_280, 70], [1_024, 60]]; // prettier-ignore
  return [
    ...(source.drawn || source.transparent ? [png(2_048)] : []),
    ...sizes.map(([pixels, quality]) => (source.transparent ? webp(pixels, quality, FULL_BYTES) : jpeg(pixels, quality))),
  ];
}
