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
  media: { images: 5, videos: 1, imageBytes: null, videoBytes: null, mimes: ['image/', 'video/'] },
});
