import { countedRules } from '../counted-rules.ts';
import type { Rules } from '../contract.ts';

/** developers.facebook.com/docs/whatsapp: a message of 4,096 signs, a caption of 1,024; images of 5 MB, films of 16 MB. */
export const rules: Rules = countedRules({
  count: (text) => text.length,
  limit: 4096,
  captionLimit: () => 1024,
  ratios: ['original', '9:16', '1:1'],
  media: { images: 1, videos: 1, imageBytes: 5_000_000, videoBytes: 16_000_000, alt: false, mimes: ['image/', 'video/'] },
});
