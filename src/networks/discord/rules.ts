import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** docs.discord.com (November 2026): 2,000 signs, ten files; 10 MB each for those who do not pay. */
export const rules: Rules = countedRules({
  count: (text) => [...text].length,
  limit: 2000,
  /** Whole, its files below in one frame (observed in its apps, 2026). */
  shown: { pictures: 'inset', tallest: 9 / 16, together: { 2: 2, 3: 1.5, 4: 1 } },
  media: { images: 10, videos: 10, imageBytes: 10_000_000, videoBytes: 10_000_000, mimes: ['image/', 'video/'] },
});
