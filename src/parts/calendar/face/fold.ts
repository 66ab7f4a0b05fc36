import type { Shown } from '#networks/contract';

/** Signs of one line in a column some 500 px wide. */
const LINE = 60;

/** Where the network folds a text behind “show more”: an offset, or the text's own length when it is shown whole. */
export function foldAt(text: string, { lines, signs = Infinity }: Pick<Shown, 'lines' | 'signs'>): number {
  const ends = lines ? endsOfLines(text, lines.wide ?? LINE) : [];
  const byLines = lines && ends.length > lines.most ? ends[lines.left - 1]! : text.length;
  return Math.min(byLines, text.length > signs ? turnBefore(text, signs) : text.length);
}

/** The last word that ends by then; in the middle of one that takes all the room. */
function turnBefore(text: string, signs: number): number {
  const space = text.slice(0, signs + 1).search(/\s\S*$/);
  return space > 0 ? space : signs;
}

/** Offsets where lines end, long ones turned at a space. */
function endsOfLines(text: string, wide: number): number[] {
  const ends: number[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    while (end - start > wide) {
      const space = text.lastIndexOf(' ', start + wide);
      start = space > start ? space + 1 : start + wide;
      ends.push(start);
    }
    ends.push(end);
    start = end + 1;
  }
  return ends;
}
