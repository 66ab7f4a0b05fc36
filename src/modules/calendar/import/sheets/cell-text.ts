const MINUTE_MS = 60_000;

/** A cell as a person reads it. Spreadsheets keep dates as numbers; an hour alone is a moment of a day long ago. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return '';
  // Their fractions of a day are a hair short of the minute.
  const [day, clock] = new Date(Math.round(cell.getTime() / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 16).split('T') as [
    string,
    string,
  ];
  if (day < '1905') return clock;
  return clock === '00:00' ? day : `${day} ${clock}`;
}
