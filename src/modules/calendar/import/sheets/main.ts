import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { MOST_ROWS } from '../columns.ts';
import type { Answer } from './answer.ts';
import { cellText } from './cell-text.ts';

/**
 * The reader of spreadsheets: a program of its own, one process per file, started by read-sheet.ts under limits. A zip of a few kilobytes
 * may hold gigabytes, and one cell of it name the millionth row. `main.ts <folder>`: reads `source`, its first sheet.
 */
const say = (answer: Answer): void => void process.stdout.write(JSON.stringify(answer));

try {
  const rows = await readSheet(await readFile(path.join(process.argv[2]!, 'source')), { trim: false });
  say({ rows: rows.slice(0, MOST_ROWS + 2).map((row) => row.slice(0, 60).map(cellText)) });
} catch (error) {
  // The library has no list of what it throws at a file made to hurt; whatever it is, the file cannot be read.
  say({ refused: String(error).slice(0, 200) });
}
