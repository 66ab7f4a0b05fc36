import { COLUMNS, type Cells, type Column, type JudgedRow } from '#modules/calendar/shapes';
import { sayProblem } from './say-problem.ts';

/** A row of the preview, every problem already said, beside its column. */
export interface ShownRow {
  line: number;
  cells: Cells;
  problems: Partial<Record<Column, string[]>>;
}

export function shownRow({ line, cells, problems }: JudgedRow): ShownRow {
  const said = COLUMNS.map((column) => [column, problems.filter((one) => one.column === column).map(sayProblem)] as const);
  return { line, cells, problems: Object.fromEntries(said.filter(([, words]) => words.length > 0)) };
}
