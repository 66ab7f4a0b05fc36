import { countedRules } from '../counted-rules.ts';
import type { Check, Rules } from '../contract.ts';
import { countBytes } from '../graphemes.ts';
import { findLinks } from '../links.ts';

/** Since 22 December 2025 a post with more different links is refused (developers.facebook.com/docs/threads). */
const MAX_LINKS = 5;
const EMOJI =
  /[#*0-9]\uFE0F?\u20E3|\p{RI}\p{RI}|(?:(?![©®])\p{Extended_Pictographic}|[©®]\uFE0F)[\uFE0F\u200D\p{Emoji_Modifier}\p{Extended_Pictographic}\u{E0020}-\u{E007F}]*/gu;

/**
 * « Emojis are counted as the number of UTF-8 bytes » (developers.facebook.com/docs/threads/posts, April 2026); every other sign, mark
 * included, is one.
 */
export function countThreads(text: string): number {
  let emoji = 0;
  const rest = text.replace(EMOJI, (found) => {
    emoji += countBytes(found);
    return '';
  });
  return emoji + [...rest].length;
}

function tooManyLinks(text: string): Check[] {
  const used = new Set(findLinks(text).map((link) => link.text)).size;
  return used > MAX_LINKS ? [{ level: 'block', code: 'too_many_links', details: { used, limit: MAX_LINKS } }] : [];
}

export const rules: Rules = countedRules({
  threads: true,
  count: countThreads,
  limit: 500,
  ratios: ['original', '4:5', '1:1', '9:16'],
  /** Folded near 250 signs on a phone (posttruncate.com, 2026: to be confirmed); pictures whole, one beside the other (observed, 2026). */
  shown: { signs: 250, pictures: 'inset', tallest: 9 / 16 },
  media: { images: 20, videos: 20, imageBytes: 8_000_000, videoBytes: 1_000_000_000, mimes: ['image/jpeg', 'image/png', 'video/'] },
  also: ({ text, thread }) => [text, ...thread].flatMap(tooManyLinks),
});
