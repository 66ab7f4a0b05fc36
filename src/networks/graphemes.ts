const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** User-perceived characters (UAX #29): a flag, a family emoji or a letter with its marks count one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** The longest beginning that `fits`, cut between graphemes; at least one grapheme. */
export function longestStart(text: string, fits: (start: string) => boolean): string {
  let start = '';
  for (const { segment } of segmenter.segment(text)) {
    if (start && !fits(start + segment)) return start;
    start += segment;
  }
  return start;
}

export const countBytes = (text: string): number => new TextEncoder().encode(text).length;
