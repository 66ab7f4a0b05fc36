import { countedRules, rulesByPlace, type Counting } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** developers.facebook.com/docs/whatsapp: a message of 4,096 signs, a caption of 1,024; images of 5 MB, films of 16 MB. */
const message: Omit<Counting, 'shown'> = {
  count: (text) => text.length,
  limit: 4096,
  captionLimit: () => 1024,
  ratios: ['original', '9:16', '1:1'],
  media: { images: 1, videos: 1, imageBytes: 5_000_000, videoBytes: 16_000_000, alt: false, mimes: ['image/', 'video/'] },
};

/** A photo above its caption, all in one bubble; where a long text is folded is not documented, so none is (observed, 2026: to be confirmed). */
const channel = countedRules({ ...message, shown: { pictures: 'above', bubble: true, tallest: 3 / 4 } });

/**
 * A status fills the screen: a text alone in the middle of a dyed ground, never folded; under a picture, a caption of about four lines
 * before one asks for more (observed, 2026: to be confirmed).
 */
const status = countedRules({
  ...message,
  ratios: ['9:16', 'original', '1:1'],
  shown: { lines: { most: 4, left: 4, wide: 40 }, pictures: 'behind', tallest: 9 / 16 },
});

export const rules: Rules = rulesByPlace(channel, { whatsapp_status: status });
