import type { Shown } from '#networks/contract';

/** Characters of one line in the column a network shows posts in, some 500 px wide. */
const LINE = 60;

/** Where the network folds a text behind “show more”: an offset, or the text's own length when it is shown whole. */
export function foldAt(text: string, lines: Shown['lines']): number {
  const ends = endsOfLines(text);
  return ends.length > lines.most ? ends[lines.left - 1]! : text.length;
}

/** Offsets where lines end, long ones turned at a space. */
function endsOfLines(text: string): number[] {
  const ends: number[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    while (end - start > LINE) {
      const space = text.lastIndexOf(' ', start + LINE);
      start = space > start ? space + 1 : start + LINE;
      ends.push(start);
    }
    ends.push(end);
    start = end + 1;
  }
  return ends;
}
