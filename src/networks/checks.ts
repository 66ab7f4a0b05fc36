import type { Check, FrozenMedia, Rules } from './contract.ts';
import { countGraphemes } from './graphemes.ts';

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

/** A tag as networks see one: a sign, then letters, marks, digits or low lines, one of them a letter. */
const TAG = /(?<![\p{L}\p{N}_&/#])#([\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*)/gu;

export interface TagLimits {
  /** More are refused, or not seen as tags. */
  most?: number;
  /** Graphemes of one tag; a longer one stays plain text. */
  longest?: number;
  level?: Check['level'];
}

/** What a network does with tags beyond its own limits; whoever writes decides, unless the network refuses the text. */
export function checkHashtags(variant: Pick<Variant, 'text' | 'thread'>, { most, longest, level = 'advice' }: TagLimits): Check[] {
  return [variant.text, ...variant.thread].flatMap((text) => {
    const tags = [...text.matchAll(TAG)].map((match) => match[1]!);
    const long = longest === undefined ? undefined : tags.find((tag) => countGraphemes(tag) > longest);
    const checks: Check[] = [];
    if (most !== undefined && tags.length > most)
      checks.push({ level, code: 'too_many_hashtags', details: { used: tags.length, limit: most } });
    if (long !== undefined) checks.push({ level: 'advice', code: 'hashtag_too_long', details: { tag: long, limit: longest! } });
    return checks;
  });
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
