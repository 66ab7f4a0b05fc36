import path from 'node:path';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { Cut } from '#words/crop.ts';
import { LIMITS } from '../shapes.ts';
import type { Decoded } from './answer.ts';
import { writeAnimation } from './animation.ts';
import type { StillName } from './attempts.ts';
import { lookOf } from './look.ts';
import { hasExtra, hasLocation } from './remains.ts';
import { Refused } from './refused.ts';
import { readStill, tintOf, writeStills } from './still.ts';

export type ImageFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

/** The one libvips loader each format may use; all the others stay shut, so that a type lie finds no door. */
const LOADERS: Record<ImageFormat, string> = {
  jpeg: 'VipsForeignLoadJpeg',
  png: 'VipsForeignLoadPng',
  gif: 'VipsForeignLoadNsgif',
  webp: 'VipsForeignLoadWebp',
  avif: 'VipsForeignLoadHeif',
};

export const PICTURE: readonly StillName[] = ['full', 'light', 'thumb'];
export const POSTER: readonly StillName[] = ['poster', 'thumb'];

/** Decodes a picture whole, or what a cut leaves of it, and writes it again under each of the names. @throws Refused */
export async function decodeImage(format: ImageFormat, folder: string, names: readonly StillName[], cut: Cut | null): Promise<Decoded> {
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [LOADERS[format]] });

  const source = path.join(folder, 'source');
  const open = (animated: boolean): Sharp => {
    const image = opened(animated);
    return cut ? image.extract({ left: cut.x, top: cut.y, width: cut.width, height: cut.height }) : image;
  };
  /** An AVIF sequence is shown by its first picture. */
  const opened = (animated: boolean, limitInputPixels: number | false = LIMITS.pixels): Sharp =>
    sharp(source, { animated: animated && format !== 'avif', failOn: 'error', limitInputPixels, sequentialRead: true });
  try {
    // The header alone is read, whatever size it claims: no pixel is opened before the size was judged.
    const facts = await opened(true, false).metadata();
    checkSize(format, facts);
    const cleaned = {
      location: hasLocation(facts.exif),
      metadata: Boolean(facts.exif ?? facts.iptc ?? facts.xmp),
      extra: await hasExtra(format, source),
    };
    const still = await readStill(open(false));
    const drawn = format === 'png' || format === 'gif';
    const written =
      (facts.pages ?? 1) > 1 && names.includes('full')
        ? [await writeAnimation(() => open(true), folder), ...(await writeStills(still, folder, ['light', 'thumb'], drawn))]
        : await writeStills(still, folder, names, drawn);
    return { written, tint: await tintOf(still), look: await lookOf(still), durationMs: null, cleaned };
  } catch (error) {
    // A system's own trouble (disk full) has a code.
    if (error instanceof Refused || (error as NodeJS.ErrnoException).code) throw error;
    // libvips speaks in free sentences; whatever it says, the file could not be read to its end.
    throw new Refused('media_broken');
  }
}

/** From the header alone, before a pixel is opened. */
function checkSize(format: ImageFormat, facts: Metadata): void {
  const frames = facts.pages ?? 1;
  if (frames > LIMITS.frames) throw new Refused('media_frames', { frames, limit: LIMITS.frames });
  const pixels = facts.width * facts.height;
  const limit = format === 'avif' ? LIMITS.avifPixels : LIMITS.pixels;
  if (pixels > limit) throw new Refused('media_pixels', { megapixels: Math.ceil(pixels / 1e6), limit: Math.floor(limit / 1e6) });
}
