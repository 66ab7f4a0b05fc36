import type { Check, FrozenMedia, Rules } from './contract.ts';

type Variant = Parameters<Rules['check']>[0];
type Media = Variant['media'][number];

export interface MediaLimits {
  count: number;
  /** Bytes; null: the network does not say. */
  imageBytes: number | null;
  videoBytes: number | null;
  /** Prefixes or whole types that are taken. */
  mimes: readonly string[];
  /** False where nobody would read what a picture shows: it is not asked for. */
  alt?: false;
  /** Width over height of the tallest and the widest picture that is taken. */
  shape?: { tallest: number; widest: number };
}

/** Every segment has something to say and is short enough; `count` is the network's own. */
export function checkTexts(variant: Variant, count: (text: string) => { used: number; limit: number | null }): Check[] {
  const checks: Check[] = [];
  if (!variant.text.trim() && variant.media.length === 0) checks.push({ level: 'block', code: 'text_empty' });
  [variant.text, ...variant.thread].forEach((text, position) => {
    const { used, limit } = count(text);
    if (position > 0 && !text.trim()) checks.push({ level: 'block', code: 'segment_empty', details: { position: position + 1 } });
    if (limit === null || used <= limit) return;
    const details = { used, limit, excess: used - limit };
    if (position === 0) checks.push({ level: 'block', code: 'text_too_long', details });
    else checks.push({ level: 'block', code: 'segment_too_long', details: { ...details, position: position + 1 } });
  });
  return checks;
}

export function checkMedia(media: readonly Media[], limits: MediaLimits): Check[] {
  const checks: Check[] = [];
  if (media.length > limits.count)
    checks.push({ level: 'block', code: 'too_many_media', details: { limit: limits.count, used: media.length } });
  for (const one of media) {
    if (!limits.mimes.some((mime) => one.mime === mime || (mime.endsWith('/') && one.mime.startsWith(mime))))
      checks.push({ level: 'block', code: 'media_type_refused', details: { mime: one.mime } });
    const limit = isVideo(one) ? limits.videoBytes : limits.imageBytes;
    if (limit !== null && one.bytes > limit)
      checks.push({ level: 'block', code: 'media_too_large', details: { megabytes: megabytes(one.bytes), limit: megabytes(limit) } });
  }
  const { shape } = limits;
  if (shape && media.some((one) => !isVideo(one) && !fits(one, shape))) checks.push({ level: 'block', code: 'media_shape_refused' });
  if (limits.alt !== false && media.some((one) => !one.alt.trim())) checks.push({ level: 'advice', code: 'alt_missing' });
  return checks;
}

/** A pixel more or less is the rounding of a cut, not another shape. */
const fits = ({ width, height }: Media, { tallest, widest }: NonNullable<MediaLimits['shape']>): boolean =>
  (width + 1) / height >= tallest && (width - 1) / height <= widest;

export const isVideo = (media: Pick<FrozenMedia, 'mime'>): boolean => media.mime.startsWith('video/');

/** Decimal megabytes with one digit, as networks state their limits. */
const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;
