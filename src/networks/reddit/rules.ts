import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** A title of 300 signs, without which nothing is taken; 40,000 below it; twenty pictures of 20 MB or one film of 1 GB (observed, 2026). */
export const rules: Rules = countedRules({
  count: (text) => text.length,
  limit: 40_000,
  titleLimit: 300,
  comment: true,
  /** The title, a few lines, then pictures one at a time (observed in its list of posts, 2026: to be confirmed). */
  shown: { lines: { most: 5, left: 5, wide: 80 }, pictures: 'inset', tallest: 3 / 4 },
  media: { images: 20, videos: 1, imageBytes: 20_000_000, videoBytes: 1_000_000_000, alt: false, mimes: ['image/', 'video/'] },
  also: ({ title }) => (title.trim() ? [] : [{ level: 'block', code: 'title_needed' }]),
});
