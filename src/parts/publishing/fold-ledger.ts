/** A line as far as folding needs it: what a look came to is the same word for the attempt and for its evidence. */
export interface Foldable {
  /** `unreadable`, `absent`; null for everything that is not one look among others. */
  look: string | null;
}

/** Lines kept in sight at each end of a row of looks that came to the same. */
const KEPT = 2;

/** Rows of looks that came to the same are put together, but for their ends; nothing is left out. */
export function foldLedger<L extends Foldable>(lines: readonly L[]): (L | L[])[] {
  const folded: (L | L[])[] = [];
  for (let from = 0; from < lines.length;) {
    let to = from + 1;
    while (lines[from]!.look !== null && lines[to]?.look === lines[from]!.look) to += 1;
    const row = lines.slice(from, to);
    const middle = row.slice(KEPT, -KEPT);
    if (middle.length > KEPT) folded.push(...row.slice(0, KEPT), middle, ...row.slice(-KEPT));
    else folded.push(...row);
    from = to;
  }
  return folded;
}
