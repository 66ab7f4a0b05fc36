import { checkHashtags } from '../checks.ts';
import { countedRules } from '../counted-rules.ts';
import type { Check, Rules } from '../contract.ts';

/** Beyond, the caption is refused (developers.facebook.com/docs/instagram-platform, 2026). */
const MAX_HASHTAGS = 30;
const MAX_MENTIONS = 20;
const MENTION = /(?<![\p{L}\p{N}_.@])@[a-z0-9_](?:[a-z0-9_.]*[a-z0-9_])?/giu;

function tooMany(text: string): Check[] {
  const checks = checkHashtags({ text, thread: [] }, { most: MAX_HASHTAGS, level: 'block' });
  const mentions = text.match(MENTION)?.length ?? 0;
  if (mentions > MAX_MENTIONS) checks.push({ level: 'block', code: 'too_many_mentions', details: { used: mentions, limit: MAX_MENTIONS } });
  return checks;
}

/** A caption of 2,200 signs under one to ten pictures of 8 MB, or one film of 300 MB. */
export const rules: Rules = countedRules({
  count: (text) => text.length,
  limit: 2200,
  mediaNeeded: true,
  /** Between 4:5 and 1.91:1, as its publishing takes pictures (developers.facebook.com, 2026); the tallest shows largest. */
  ratios: ['4:5', '1:1', '1.91:1'],
  media: {
    images: 10,
    videos: 1,
    imageBytes: 8_000_000,
    videoBytes: 300_000_000,
    shape: { tallest: 4 / 5, widest: 1.91 },
    mimes: ['image/', 'video/mp4', 'video/quicktime'],
  },
  also: ({ text }) => tooMany(text),
});
