import type { Cells, Column } from '#modules/calendar/shapes';

/** `4.day`: what was typed for a column of the row at line 4. Anything else in the form is passed over. */
export function readRows(form: FormData, columns: readonly Column[]): Map<number, Partial<Cells>> {
  const rows = new Map<number, Partial<Cells>>();
  for (const [name, value] of form) {
    const [, line, column] = /^(\d{1,6})\.([a-z]+)$/.exec(name) ?? [];
    const known = columns.find((one) => one === column);
    if (!line || !known || typeof value !== 'string') continue;
    rows.set(Number(line), { ...rows.get(Number(line)), [known]: value });
  }
  return rows;
}
