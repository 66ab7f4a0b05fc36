import type { Ratio } from '#words/crop.ts';
import { checkMedia, checkTexts, isVideo, type MediaLimits } from './checks.ts';
import type { Check, Rules } from './contract.ts';
import { splitIntoThread } from './thread.ts';

type Variant = Parameters<Rules['check']>[0];
type Media = Variant['media'];

/** A network with one way of counting and fixed limits; each figure says its source where it is given. */
export interface Counting {
  count(text: string): number;
  limit: number;
  /** The limit under pictures or films, where it is another one. */
  captionLimit?: (media: Media) => number;
  media: { images: number; videos: number } & Omit<MediaLimits, 'count'>;
  /** True when a text alone is no post there. */
  mediaNeeded?: true;
  threads?: true;
  /** The longest title, in UTF-16 units; absent where posts have none. */
  titleLimit?: number;
  /** As in Rules. */
  ratios?: readonly Ratio[];
  /** What only this network looks at. */
  also?: (variant: Variant) => Check[];
}

/** Pictures and films are never mixed: a film is counted among films. */
const mediaLimits = (media: Media, { images, videos, ...limits }: Counting['media']): MediaLimits => ({
  ...limits,
  count: media.some(isVideo) ? videos : images,
});

/** The rules of such a network; where threads are not known, a long text stays one. */
export function countedRules(counting: Counting): Rules {
  const { count, limit, threads = false, titleLimit } = counting;
  return {
    threads,
    titles: titleLimit !== undefined,
    ...(counting.ratios && { ratios: counting.ratios }),
    count: (text) => ({ used: count(text), limit }),
    check: (variant) => {
      const here = variant.media.length > 0 ? (counting.captionLimit?.(variant.media) ?? limit) : limit;
      const checks = [
        ...checkTexts(threads ? variant : { ...variant, thread: [] }, (text) => ({ used: count(text), limit: here })),
        ...checkMedia(variant.media, mediaLimits(variant.media, counting.media)),
      ];
      if (!threads && variant.thread.length > 0) checks.push({ level: 'block', code: 'thread_not_known' });
      if (counting.mediaNeeded && variant.media.length === 0) checks.push({ level: 'block', code: 'media_missing' });
      if (titleLimit !== undefined && variant.title.length > titleLimit)
        checks.push({ level: 'block', code: 'title_too_long', details: { used: variant.title.length, limit: titleLimit } });
      return [...checks, ...(counting.also?.(variant) ?? [])];
    },
    split: (text) => (threads ? splitIntoThread(text, (segment) => count(segment) <= limit) : [text]),
  };
}
