import { countedRules } from '../counted-rules.ts';
import type { Check, Rules } from '../contract.ts';
import { countBytes } from '../graphemes.ts';

/** developers.google.com/youtube/v3/docs/videos: description of 5,000 bytes, title of 100 signs, neither `<` nor `>` in them. */
export const rules: Rules = countedRules({
  count: countBytes,
  limit: 5000,
  mediaNeeded: true,
  titleLimit: 100,
  comment: true,
  /** The film in 16:9, its title, then some 100 signs before one asks for more (public lists of limits, 2026: to be confirmed). */
  shown: { signs: 100, pictures: 'first', tallest: 16 / 9, widest: 16 / 9 },
  media: { images: 0, videos: 1, imageBytes: null, videoBytes: 256_000_000_000, alt: false, mimes: ['video/'] },
  also: ({ text, title }) => {
    const checks: Check[] = [];
    if (!title.trim()) checks.push({ level: 'block', code: 'title_needed' });
    if (/[<>]/.test(text + title)) checks.push({ level: 'block', code: 'angle_brackets' });
    return checks;
  },
});
