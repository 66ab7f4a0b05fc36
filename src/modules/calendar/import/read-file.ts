import { Refusal } from '#words/refusal.ts';
import { columnOf, emptyCells, MOST_BYTES, MOST_ROWS, type Column, type ImportRow } from './columns.ts';
import { readCsv } from './read-csv.ts';
import { readSheet } from './read-sheet.ts';

export interface ReadFile {
  /** In the file's order, those with nothing in them left out. */
  rows: ImportRow[];
  /** Heads of columns that hold something and mean nothing here: what is under them stays in the file. */
  unread: string[];
}

/**
 * What is in a file that somebody hands in.
 * @throws Refusal `import_too_large`, `import_old_excel`, `import_unreadable`, `import_too_heavy`, and what `takeTable` refuses
 */
export async function readImportFile(house: { root: string; dataDir: string }, file: Blob): Promise<ReadFile> {
  if (file.size > MOST_BYTES) throw new Refusal('import_too_large', { status: 413, details: { megabytes: MOST_BYTES / 1024 / 1024 } });
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new Refusal('import_old_excel');
  return takeTable(begins(bytes, [0x50, 0x4b, 0x03, 0x04]) ? await readSheet(house, bytes) : readCsv(bytes));
}

const begins = (bytes: Uint8Array, head: number[]): boolean => head.every((byte, index) => bytes[index] === byte);

/** @throws Refusal `import_no_heads`, `import_empty`, `import_too_many_rows` */
export function takeTable(table: readonly string[][]): ReadFile {
  const at = table.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  if (at < 0) throw new Refusal('import_empty');
  const heads = table[at]!.map(columnOf);
  if (!heads.includes('text')) throw new Refusal('import_no_heads');
  const rows = table
    .map((row, index) => ({ line: index + 1, cells: cellsOf(row, heads) }))
    .slice(at + 1)
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''));
  if (rows.length === 0) throw new Refusal('import_empty');
  if (table.length - at - 1 > MOST_ROWS) throw new Refusal('import_too_many_rows', { details: { most: MOST_ROWS } });
  return { rows, unread: unreadOf(table[at]!, table.slice(at + 1)) };
}

const unreadOf = (heads: readonly string[], rows: readonly string[][]): string[] =>
  heads
    .filter((head, index) => head.trim() !== '' && !columnOf(head) && rows.some((row) => (row[index] ?? '').trim() !== ''))
    .map((head) => clean(head).slice(0, 40));

/** Where two columns have one meaning, the first that says something. */
function cellsOf(row: readonly string[], heads: readonly (Column | null)[]) {
  const cells = emptyCells();
  for (const [index, column] of heads.entries()) if (column && !cells[column]) cells[column] = clean(row[index] ?? '');
  return cells;
}

/** What no database holds is dropped; our export's apostrophe before what a spreadsheet would run (plumbing/web/csv.ts) is taken off. */
export const clean = (cell: string): string =>
  cell
    .replaceAll('\0', '')
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/^'(?=[=+\-@\t\n＝＋－＠])/, '')
    .trim();
