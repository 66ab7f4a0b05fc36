import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** Pinterest API 5.23 (OpenAPI): description of 800 signs, title of 100, one to five images or one film. */
export const rules: Rules = countedRules({
  count: (text) => text.length,
  limit: 800,
  mediaNeeded: true,
  titleLimit: 100,
  /** Pins stand in columns. */
  ratios: ['2:3', '9:16', '1:1', 'original'],
  /**
   * The picture first, cut beyond 1:2.1 (postfa.st after Pinterest's help for businesses, March 2026); of what is said, some 50 signs (public lists of limits,
   * 2026: to be confirmed).
   */
  shown: { signs: 50, pictures: 'first', tallest: 1 / 2.1 },
  media: { images: 5, videos: 1, imageBytes: null, videoBytes: null, mimes: ['image/', 'video/'] },
});
