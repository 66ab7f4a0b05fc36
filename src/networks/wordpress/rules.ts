import type { Check, Rules } from '../contract.ts';
import { checkMedia, checkTexts } from '../checks.ts';
import { countGraphemes } from '../graphemes.ts';

/** WordPress has no limit of its own on text (wp/v2, November 2026); the server refuses files over its upload_max_filesize by itself. */
export const rules: Rules = {
  /** Whole, or as wide as the card a shared article makes (1.91:1, Open Graph). */
  ratios: () => ['original', '1.91:1', '16:9', '1:1', '4:5'],
  mayFollow: () => 0,
  titles: true,
  count: (text) => ({ used: countGraphemes(text), limit: null }),
  check: (variant) => {
    const checks: Check[] = [
      ...checkTexts({ ...variant, thread: [] }, () => ({ used: 0, limit: null })),
      ...checkMedia(variant.media, { count: 20, imageBytes: null, videoBytes: null, mimes: ['image/', 'video/'] }),
    ];
    if (!variant.title.trim()) checks.push({ level: 'advice', code: 'title_missing' });
    if (variant.thread.length > 0) checks.push({ level: 'block', code: 'thread_not_known' });
    return checks;
  },
  split: (text) => [text],
};
