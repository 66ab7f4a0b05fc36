import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** A Page's post: 63,206 signs is what the network refuses beyond (observed, 2026); photos of 10 MB, films of 10 GB (Graph API v26). */
export const rules: Rules = countedRules({
  count: (text) => text.length,
  limit: 63_206,
  /** Whole in the feed; a link's picture is 1.91:1. */
  ratios: ['original', '4:5', '1:1', '1.91:1', '16:9'],
  comment: true,
  /**
   * A page, a profile and a group alike. Folded after some 477 signs or five lines on a computer, sooner on a phone (observed by many,
   * among them support.dynamicsignal.com and posttruncate.com, 2026: to be confirmed); several photos make one mosaic (observed, 2026).
   */
  shown: { lines: { most: 5, left: 5, wide: 95 }, signs: 477, tallest: 4 / 5, together: { 2: 2, 3: 1, 4: 1 } },
  media: { images: 10, videos: 1, imageBytes: 10_000_000, videoBytes: 10_000_000_000, mimes: ['image/', 'video/'] },
});
