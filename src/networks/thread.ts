import { longestStart } from './graphemes.ts';

/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const BREAKS = [/\n\s*\n+/gu, /\n/gu, /(?<=[.!?…][»"”)]?)\s+/gu, /\s+/gu];
/** A better kind of cut is taken when it leaves at least this share of the longest segment that fits. */
const ENOUGH = 0.5;

/**
 * Cuts a text into segments that all fit, losing nothing but the white space at the cuts. An address is one word, so it is never
 * cut unless it alone is longer than a segment.
 * @param fits must hold for every beginning of what it holds for
 */
export function splitIntoThread(text: string, fits: (segment: string) => boolean): string[] {
  const segments: string[] = [];
  let rest = text.trim();
  while (rest && !fits(rest)) {
    const segment = firstSegment(rest, fits);
    segments.push(segment.trimEnd());
    rest = rest.slice(segment.length).trimStart();
  }
  return rest || segments.length === 0 ? [...segments, rest] : segments;
}

function firstSegment(text: string, fits: (segment: string) => boolean): string {
  const furthest = BREAKS.map((pattern) => lastFitting(text, pattern, fits));
  const longest = Math.max(...furthest);
  if (longest <= 0) return longestStart(text, fits);
  const cut = furthest.find((position) => position >= longest * ENOUGH);
  return text.slice(0, cut);
}

/** The last cut of one kind whose beginning fits; 0 when none does. */
function lastFitting(text: string, pattern: RegExp, fits: (segment: string) => boolean): number {
  let best = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index === 0) continue;
    if (!fits(text.slice(0, match.index))) break;
    best = match.index;
  }
  return best;
}
