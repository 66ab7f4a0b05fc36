import type { Ratio } from '#words/crop.ts';
import { checkMedia, checkTexts, isVideo, type MediaLimits } from './checks.ts';
import type { Check, Rules, Shown } from './contract.ts';
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
  /** One text more may follow, as a first comment; only a person puts it there. */
  comment?: true;
  /** The longest title, in UTF-16 units; absent where posts have none. */
  titleLimit?: number;
  /** As Rules answer for it. */
  ratios?: readonly Ratio[];
  shown: Shown;
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
  const { count, limit, threads = false, comment = false, titleLimit, ratios } = counting;
  const following = threads ? Infinity : comment ? 1 : 0;
  return {
    mayFollow: () => following,
    titles: titleLimit !== undefined,
    ratios: () => ratios,
    shown: () => counting.shown,
    count: (text) => ({ used: count(text), limit }),
    check: (variant) => {
      const here = variant.media.length > 0 ? (counting.captionLimit?.(variant.media) ?? limit) : limit;
      const checks = [
        ...checkTexts(following > 0 ? variant : { ...variant, thread: [] }, (text) => ({ used: count(text), limit: here })),
        ...checkMedia(variant.media, mediaLimits(variant.media, counting.media)),
      ];
      if (variant.thread.length > following) checks.push({ level: 'block', code: 'thread_not_known' });
      if (counting.mediaNeeded && variant.media.length === 0) checks.push({ level: 'block', code: 'media_missing' });
      if (titleLimit !== undefined && variant.title.length > titleLimit)
        checks.push({ level: 'block', code: 'title_too_long', details: { used: variant.title.length, limit: titleLimit } });
      return [...checks, ...(counting.also?.(variant) ?? [])];
    },
    split: (text) => (threads ? splitIntoThread(text, (segment) => count(segment) <= limit) : [text]),
  };
}

/** Rules of a network some places of which are unlike the usual one; what decides is where the account is (places.ts). */
export function rulesByPlace(usual: Rules, others: Readonly<Record<string, Rules>>): Rules {
  const at = (facts: Readonly<Record<string, unknown>>): Rules => others[String(facts['place'])] ?? usual;
  return {
    ...usual,
    count: (text, facts) => at(facts).count(text, facts),
    check: (variant, facts) => at(facts).check(variant, facts),
    split: (text, facts) => at(facts).split(text, facts),
    mayFollow: (facts) => at(facts).mayFollow(facts),
    ratios: (facts) => at(facts).ratios?.(facts),
    shown: (facts) => at(facts).shown?.(facts),
  };
}
