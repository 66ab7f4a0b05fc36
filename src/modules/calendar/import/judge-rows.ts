import type { Id } from '#words/ids.ts';
import type { ImportRow } from './columns.ts';
import { understandRow, type ImportWorld, type Problem, type ReadyPost } from './understand-row.ts';

export interface JudgedRow extends ImportRow {
  problems: Problem[];
  /** Null as long as something is wrong. */
  post: ReadyPost | null;
}

/** A post that is in the calendar already: what is said twice is found by it. */
export interface Known {
  clientId: Id;
  instant: Date | null;
  text: string;
}

/** Every row with what is wrong with it, itself and beside the others: the same text of one client at the same moment is there twice. */
export function judgeRows(rows: readonly ImportRow[], world: ImportWorld, known: readonly Known[]): JudgedRow[] {
  const there = new Set(known.map(keyOf));
  const first = new Map<string, number>();
  return rows.map((row) => {
    const { post, problems } = understandRow(row.cells, world);
    if (!post) return { ...row, problems, post: null };
    const key = keyOf(post);
    const twin = first.get(key);
    if (twin === undefined) first.set(key, row.line);
    const twice: Problem | null = there.has(key)
      ? { code: 'planned_already', column: 'text' }
      : twin !== undefined
        ? { code: 'row_twice', column: 'text', details: { line: twin } }
        : null;
    return twice ? { ...row, problems: [twice], post: null } : { ...row, problems: [], post };
  });
}

const keyOf = ({ clientId, instant, text }: Known): string =>
  `${clientId} ${instant?.getTime() ?? '-'} ${text.normalize('NFC').replace(/\s+/g, ' ').trim()}`;
