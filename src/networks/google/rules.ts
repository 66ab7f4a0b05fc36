import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** A post of a business profile: 1,500 signs, one photo of 5 MB (developers.google.com/my-business, November 2026). */
export const rules: Rules = countedRules({
  count: (text) => text.length,
  limit: 1500,
  /** Shown between 4:3 and 1:1 on a phone. */
  ratios: ['1:1', '16:9', 'original'],
  media: { images: 1, videos: 0, imageBytes: 5_000_000, videoBytes: null, alt: false, mimes: ['image/jpeg', 'image/png'] },
});
