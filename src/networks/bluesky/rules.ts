import type { Rules } from '../contract.ts';
import { checkHashtags, checkMedia, checkTexts } from '../checks.ts';
import { countBytes, countGraphemes } from '../graphemes.ts';
import { findLinks } from '../links.ts';
import { splitIntoThread } from '../thread.ts';

/** app.bsky.feed.post lexicon, `maxGraphemes` and `maxLength` (seen refused by a real PDS 0.5.35, November 2026). */
export const MAX_GRAPHEMES = 300;
export const MAX_BYTES = 3000;
/** app.bsky.embed.images lexicon (November 2026): four images of 2,000,000 bytes. */
export const MAX_IMAGES = 4;
export const MAX_IMAGE_BYTES = 2_000_000;

const fits = (text: string): boolean => countGraphemes(text) <= MAX_GRAPHEMES && countBytes(text) <= MAX_BYTES;

const HANDLE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

export const rules: Rules = {
  mayFollow: () => Infinity,
  titles: false,
  mention: (handle) => (HANDLE.test(handle) ? `@${handle}` : null),
  // app.bsky.embed.external: nothing is read from the page by the network.
  card: (text) => findLinks(text)[0]?.text ?? null,
  // Bluesky's own app (MAX_POST_LINES; squares side by side, 3:2 when four), November 2026.
  shown: () => ({ lines: { most: 25, left: 25 }, pictures: 'inset', tallest: 0.5, together: { 2: 2, 3: 2, 4: 1.5 } }),
  count: (text) => ({ used: countGraphemes(text), limit: MAX_GRAPHEMES }),
  check: (variant) => [
    ...checkTexts(variant, (text) => ({ used: countGraphemes(text), limit: MAX_GRAPHEMES })),
    ...checkTexts(variant, (text) => ({ used: countBytes(text), limit: MAX_BYTES }))
      .filter((check) => check.code.endsWith('_too_long'))
      .map((check) => ({ ...check, code: check.code.replace('_too_long', '_too_many_bytes') })),
    // app.bsky.richtext.facet#tag, `maxGraphemes`.
    ...checkHashtags(variant, { longest: 64 }),
    ...checkMedia(variant.media, { count: MAX_IMAGES, imageBytes: MAX_IMAGE_BYTES, videoBytes: null, mimes: ['image/'] }),
  ],
  split: (text) => splitIntoThread(text, fits),
};
