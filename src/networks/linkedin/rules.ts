import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** `@[Name](urn:li:organization:1)`: how a mention is written in « little text »; readers see, and LinkedIn counts, the name. */
const MENTION = /@\[([^\]\n]{1,200})\]\(urn:li:(?:person|organization):[A-Za-z0-9_-]+\)/g;

/** Length in UTF-16 units of what readers see; the backslashes that the API wants before reserved signs are added later and not counted. */
export const countCommentary = (text: string): number => text.replace(MENTION, '$1').length;

/** learn.microsoft.com/linkedin, Posts API (November 2026): 3,000 signs, twenty images, one film of 500 MB. */
export const rules: Rules = countedRules({
  count: countCommentary,
  limit: 3000,
  ratios: ['1.91:1', '1:1', '4:5', 'original'],
  comment: true,
  /**
   * Three lines, some 210 signs on a computer and fewer on a phone (John Espirian's measures of September 2024; boltpost.app, 2026: to be
   * confirmed); 4:5 to 1.91:1 and the mosaic of several pictures were observed (2026).
   */
  shown: { lines: { most: 3, left: 3, wide: 70 }, tallest: 4 / 5, widest: 1.91, together: { 2: 2, 3: 1.5, 4: 1.5 } },
  media: {
    images: 20,
    videos: 1,
    imageBytes: null,
    videoBytes: 500_000_000,
    mimes: ['image/jpeg', 'image/png', 'image/gif', 'video/mp4'],
  },
});
