import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** A post of a business profile: 1,500 signs, one photo of 5 MB (developers.google.com/my-business, November 2026). */
export const rules: Rules = countedRules({
  count: (text) => text.length,
  limit: 1500,
  /** Shown between 4:3 and 1:1 on a phone. */
  ratios: ['1:1', '16:9', 'original'],
  /**
   * The photo first, cut to 4:3 (observed, 2026); of the words, some 100 signs in the list of a profile's posts (posthell.com, 2026; others
   * say up to 300: to be confirmed).
   */
  shown: { signs: 100, pictures: 'first', tallest: 4 / 3, widest: 4 / 3 },
  media: { images: 1, videos: 0, imageBytes: 5_000_000, videoBytes: null, alt: false, mimes: ['image/jpeg', 'image/png'] },
});
