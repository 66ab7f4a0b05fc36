import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';
import { weigh, X } from './weigh.ts';

/** Subscribers write longer posts (docs.x.com, November 2026). */
const SUBSCRIBER_LIMIT = 25_000;

/** docs.x.com, upload of media (November 2026): four images of 5 MB, or one film of 512 MB. */
const media = { images: 4, videos: 1, imageBytes: 5_000_000, videoBytes: 512_000_000, mimes: ['image/', 'video/mp4', 'video/quicktime'] };

const rulesUpTo = (limit: number): Rules => countedRules({ threads: true, limit, count: (text) => Math.ceil(weigh(text).length), media });

const everybody = rulesUpTo(X.maxWeightedTweetLength);
const subscribers = rulesUpTo(SUBSCRIBER_LIMIT);
const of = (facts: Readonly<Record<string, unknown>>): Rules => (facts.subscriber === true ? subscribers : everybody);

/** X counts a weighted length (weigh.ts); `facts.subscriber` says whether the account writes long posts. */
export const rules: Rules = {
  threads: true,
  titles: false,
  /** One picture is shown whole between 3:4 and 16:9, cut beyond. */
  ratios: ['16:9', '1:1', '3:4', 'original'],
  count: (text, facts) => of(facts).count(text, facts),
  check: (variant, facts) => of(facts).check(variant, facts),
  split: (text, facts) => of(facts).split(text, facts),
};
