import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/**
 * Length « after entities parsing » (core.telegram.org/bots/api, sendMessage): what readers see, in UTF-16 units as the offsets of
 * entities; white space at both ends is cut off before counting. Our texts carry no markup, so a star is a star.
 */
export const countMessage = (text: string): number => text.trim().length;

/** core.telegram.org/bots/api 10.1: 4,096 for a message, 1,024 for a caption, albums of ten, photos of 10 MB, films of 50 MB. */
export const rules: Rules = countedRules({
  count: countMessage,
  limit: 4096,
  captionLimit: () => 1024,
  comment: true,
  /** A photo stands above its caption, all in one bubble, nothing folded; an album fills one frame (observed in its apps, 2026). */
  shown: { pictures: 'above', bubble: true, tallest: 3 / 4, together: { 2: 2, 3: 1.5, 4: 1.5 } },
  media: { images: 10, videos: 10, imageBytes: 10_000_000, videoBytes: 50_000_000, alt: false, mimes: ['image/', 'video/'] },
});
