import { countedRules } from '../counted-rules.ts';
import type { Rules, Shown } from '../contract.ts';
import { weigh, X } from './weigh.ts';

/** Subscribers write longer posts (docs.x.com, November 2026). */
const SUBSCRIBER_LIMIT = 25_000;

/** docs.x.com, upload of media (November 2026): four images of 5 MB, or one film of 512 MB. */
const media = { images: 4, videos: 1, imageBytes: 5_000_000, videoBytes: 512_000_000, mimes: ['image/', 'video/mp4', 'video/quicktime'] };

/**
 * A longer post is folded to its first 280 signs in the timeline (thetechportal.com and slashgear.com on the day it was told, February
 * 2023). One picture alone is shown whole between 3:4 and 16:9 (observed, 2026); up to four share one frame of 16:9 (observed, 2026).
 */
const shown: Shown = {
  signs: X.maxWeightedTweetLength,
  pictures: 'inset',
  tallest: 3 / 4,
  widest: 16 / 9,
  together: { 2: 16 / 9, 3: 16 / 9, 4: 16 / 9 },
};

const rulesUpTo = (limit: number): Rules =>
  countedRules({
    threads: true,
    limit,
    count: (text) => Math.ceil(weigh(text).length),
    /** One picture is shown whole between 3:4 and 16:9, cut beyond. */
    ratios: ['16:9', '1:1', '3:4', 'original'],
    shown,
    media,
  });

const everybody = rulesUpTo(X.maxWeightedTweetLength);
const subscribers = rulesUpTo(SUBSCRIBER_LIMIT);
const of = (facts: Readonly<Record<string, unknown>>): Rules => (facts.subscriber === true ? subscribers : everybody);

/** X counts a weighted length (weigh.ts); `facts.subscriber` says whether the account writes long posts. */
export const rules: Rules = {
  ...everybody,
  count: (text, facts) => of(facts).count(text, facts),
  check: (variant, facts) => of(facts).check(variant, facts),
  split: (text, facts) => of(facts).split(text, facts),
};
