import { checkHashtags } from '../checks.ts';
import { countedRules, rulesByPlace, type Counting } from '../counted-rules.ts';
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

/** A caption of 2,200 signs; pictures of 8 MB, films of 300 MB. */
const common = {
  count: (text: string) => text.length,
  limit: 2200,
  mediaNeeded: true,
  also: ({ text }) => tooMany(text),
} satisfies Partial<Counting>;
const files = { imageBytes: 8_000_000, videoBytes: 300_000_000, mimes: ['image/', 'video/mp4', 'video/quicktime'] };

/** Between 4:5 and 1.91:1, as its publishing takes pictures (developers.facebook.com, 2026). */
const shape = { tallest: 4 / 5, widest: 1.91 };

const post = countedRules({
  ...common,
  /** The tallest shows largest. */
  ratios: ['4:5', '1:1', '1.91:1'],
  comment: true,
  /** Three lines, some 125 signs (help.instagram.com/1643471055915254, 2026); one picture at a time. */
  shown: { lines: { most: 3, left: 3, wide: 42 }, signs: 125, pictures: 'above', ...shape },
  media: { ...files, images: 10, videos: 1, shape },
});

/** One film on a whole screen; 72 signs of its caption, as its advertisements count (facebook.com/business/ads-guide, 2026: to be confirmed). */
const reel = countedRules({
  ...common,
  ratios: ['9:16'],
  comment: true,
  shown: { signs: 72, pictures: 'behind', tallest: 9 / 16 },
  media: { ...files, images: 0, videos: 1, alt: false },
});

/** One picture or film on a whole screen; the person who posts it writes the words on it, so none is folded (observed, 2026). */
const story = countedRules({
  ...common,
  ratios: ['9:16'],
  shown: { pictures: 'behind', tallest: 9 / 16 },
  media: { ...files, images: 1, videos: 1, alt: false },
});

export const rules: Rules = rulesByPlace(post, { instagram_reel: reel, instagram_story: story });
