import type { Rules } from '../contract.ts';
import { checkMedia, checkTexts } from '../checks.ts';
import { countGraphemes } from '../graphemes.ts';
import { findLinks } from '../links.ts';
import { splitIntoThread } from '../thread.ts';
import { limitsOf } from './limits.ts';

/** Another server's account in a text: only the name before the second @ counts (docs.joinmastodon.org/user/posting, November 2026). */
const REMOTE_MENTION = /(?<![=/\p{L}\p{N}_])@([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)@[\p{L}\p{N}.-]*[\p{L}\p{N}](?::\d+)?/giu;

/**
 * Length as Mastodon's StatusLengthValidator sees it: graphemes, each link a fixed number (23 unless the instance says otherwise,
 * configuration.statuses.characters_reserved_per_url), `@awa@example.social` as `@awa`.
 */
export function countStatus(text: string, reservedPerUrl: number): number {
  let shortened = '';
  let from = 0;
  for (const link of findLinks(text)) {
    shortened += text.slice(from, link.start) + 'x'.repeat(reservedPerUrl);
    from = link.end;
  }
  return countGraphemes((shortened + text.slice(from)).replace(REMOTE_MENTION, '@$1'));
}

/** `awa` on the same server, `awa@example.social` on another. */
const HANDLE = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?(?:@[\p{L}\p{N}.-]*[\p{L}\p{N}](?::\d+)?)?$/iu;

export const rules: Rules = {
  mayFollow: () => Infinity,
  titles: false,
  mention: (handle) => (HANDLE.test(handle) ? `@${handle}` : null),
  // Mastodon's own pages (status_content: over 706 px folds to 330 px, 22 px a line; media_gallery: 3/2), November 2026.
  shown: () => ({ lines: { most: 32, left: 15 }, pictures: 'inset', tallest: 0.5, together: { 2: 1.5, 3: 1.5, 4: 1.5 } }),
  count: (text, facts) => {
    const limits = limitsOf(facts);
    return { used: countStatus(text, limits.reservedPerUrl), limit: limits.maxCharacters };
  },
  check: (variant, facts) => {
    const limits = limitsOf(facts);
    return [
      ...checkTexts(variant, (text) => ({ used: countStatus(text, limits.reservedPerUrl), limit: limits.maxCharacters })),
      ...checkMedia(variant.media, {
        count: limits.maxMedia,
        imageBytes: limits.imageBytes,
        videoBytes: limits.videoBytes,
        mimes: ['image/', 'video/'],
      }),
    ];
  },
  split: (text, facts) => {
    const limits = limitsOf(facts);
    return splitIntoThread(text, (segment) => countStatus(segment, limits.reservedPerUrl) <= limits.maxCharacters);
  },
};
