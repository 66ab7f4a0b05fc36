import type { Row } from './row.ts';

const SIGNS = { met: '✓', missed: '✗', told: '·', notRun: '?' };

/** For people: a line per row, the missed ones easily seen. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [signOf(row), row.figure, valueOf(row), row.target ?? '', row.notRun ?? row.base]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => [...line[column]!].length)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const valueOf = ({ value, unit, notRun }: Row): string => (notRun === undefined ? `${value} ${unit}`.trim() : 'not run');

function signOf({ met, notRun }: Row): string {
  if (notRun !== undefined) return SIGNS.notRun;
  return met === null ? SIGNS.told : met ? SIGNS.met : SIGNS.missed;
}
