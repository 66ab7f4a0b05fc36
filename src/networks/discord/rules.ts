import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** docs.discord.com (November 2026): 2,000 signs, ten files; 10 MB each for those who do not pay. */
export const rules: Rules = countedRules({
  count: (text) => [...text].length,
  limit: 2000,
  media: { images: 10, videos: 10, imageBytes: 10_000_000, videoBytes: 10_000_000, mimes: ['image/', 'video/'] },
});
