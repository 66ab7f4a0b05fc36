import type { Check, Rules } from '#networks/contract';

/** The own site: no limit of length; a title and a description of each image make an article worth finding. */
export const rules: Rules = {
  count: (text) => ({ used: [...new Intl.Segmenter().segment(text)].length, limit: null }),
  check: ({ text, title, media }) => {
    const found: Check[] = [];
    if (!text.trim() && media.length === 0) found.push({ level: 'block', code: 'text_empty' });
    if (!title.trim()) found.push({ level: 'advice', code: 'title_missing' });
    if (media.some((one) => one.mime.startsWith('image/') && !one.alt.trim())) found.push({ level: 'advice', code: 'alt_missing' });
    return found;
  },
  split: (text) => [text],
  /** Whole, or as wide as the card a shared article makes (1.91:1, Open Graph). */
  ratios: () => ['original', '1.91:1', '16:9', '1:1', '4:5'],
  mayFollow: () => 0,
  titles: true,
};
