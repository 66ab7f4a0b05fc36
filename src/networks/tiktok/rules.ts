import { isVideo } from '../checks.ts';
import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** The caption of a film, and the description of a set of photos (developers.tiktok.com, Content Posting API, November 2026). */
const FILM_LIMIT = 2200;
const PHOTOS_LIMIT = 4000;

/** « UTF-16 runes »: an emoji is two at least, a joined one the sum of its parts. */
export const rules: Rules = countedRules({
  count: (text) => text.length,
  limit: FILM_LIMIT,
  captionLimit: (media) => (media.some(isVideo) ? FILM_LIMIT : PHOTOS_LIMIT),
  mediaNeeded: true,
  titleLimit: 90,
  /** Photos fill a phone held upright. */
  ratios: ['9:16', '3:4', '1:1', 'original'],
  comment: true,
  /**
   * Words over a whole screen, whatever the film measures; some 150 signs of them (public lists of limits, 2026; 100 in advertisements:
   * to be confirmed), photos one after the other.
   */
  shown: { signs: 150, pictures: 'behind', tallest: 9 / 16 },
  media: {
    images: 35,
    videos: 1,
    imageBytes: 20_000_000,
    videoBytes: 4_000_000_000,
    alt: false,
    mimes: ['image/jpeg', 'image/webp', 'video/mp4', 'video/webm', 'video/quicktime'],
  },
});
