import type { Span } from '../links.ts';
import { findLinks } from './links.ts';
import { DIRECTIONS, PUNCTUATION, SPACES } from './signs.ts';

const SPECIAL = String.raw`_\u200C-\u200D\uA67E\u05BE\u05F3\u05F4\uFF5E\u301C\u309B\u309C\u30A0\u30FB\u3003\u0F0B\u0F0C\u00B7`;
const LETTER = String.raw`[\p{L}\p{M}]`;
const SIGN = String.raw`[\p{L}\p{M}\p{Nd}${SPECIAL}]`;
const HASHTAG = new RegExp(
  `(?<=^|[\\uFE0E\\uFE0F]|[^\\p{L}\\p{M}\\p{Nd}${SPECIAL}&])[#＃](?![\\uFE0F\\u20E3])(?=${SIGN}*${LETTER})(${SIGN}+)`,
  'gu',
);
const CASHTAG = new RegExp(`(?<=^|[${SPACES}${DIRECTIONS}])\\$([a-z]{1,6}(?:[._][a-z]{1,2})?)(?=$|[${SPACES}${PUNCTUATION}._-])`, 'giu');

/** A tag with its sign; `name` without it. */
export interface Tag extends Span {
  name: string;
}

const tagOf = (match: RegExpExecArray): Tag => ({
  start: match.index,
  end: match.index + match[0].length,
  text: match[0],
  name: match[1]!,
});

/** Hashtags as twitter-text finds them (conformance v3): a letter at least, of any alphabet, and none inside a link. */
export function findHashtags(text: string): Tag[] {
  const links = text.includes('.') ? findLinks(text) : [];
  return [...text.matchAll(HASHTAG)]
    .map(tagOf)
    .filter((tag) => !/^(?:[#＃]|:\/\/)/.test(text.slice(tag.end)))
    .filter((tag) => !links.some((link) => tag.start >= link.start && tag.start < link.end));
}

/** `$AAPL`: six Latin letters at most. */
export const findCashtags = (text: string): Tag[] => [...text.matchAll(CASHTAG)].map(tagOf);
