import { isDay, type Day } from '../month.ts';

/** Day 1 of spreadsheets is 1 January 1900; they believe in a 29 February 1900. */
const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

export interface When {
  day: Day;
  /** `09:30`, when the cell of the day says the hour too. */
  hour: string | null;
}

/**
 * A day as people and spreadsheets write it: `31/12/2026`, `31-12-2026`, `31.12.2026`, `2026-12-31`, each maybe with its hour, or the
 * number a spreadsheet keeps. The day comes before the month: `12/31/2026` is no day here.
 */
export function readWhen(text: string): When | null {
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromSerial(Number(text));
  const [, date = '', rest = ''] = /^(\S+?)(?:[T\s]+(.+))?$/.exec(text.trim()) ?? [];
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(date);
  const french = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(date);
  const [year, month, day] = iso ? iso.slice(1) : french ? french.slice(1).reverse() : [];
  if (!year || !month || !day) return null;
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(found)) return null;
  const hour = rest === '' ? null : readHour(rest);
  return rest !== '' && hour === null ? null : { day: found, hour };
}

function fromSerial(serial: number): When {
  const at = new Date(SERIAL_ZERO_MS + Math.round((serial * DAY_MS) / 60_000) * 60_000).toISOString();
  return { day: at.slice(0, 10), hour: Number.isInteger(serial) ? null : at.slice(11, 16) };
}

/** `9h30`, `9 h`, `09:30`, `09:30:00`, `9.30`, `9:30 pm`, or a spreadsheet's part of a day. */
export function readHour(text: string): string | null {
  if (/^0?\.\d{2,}$|^0\.\d$/.test(text)) {
    const minutes = Math.round(Number(text) * 1_440);
    return minutes < 1_440 ? clock(Math.floor(minutes / 60), minutes % 60) : null;
  }
  const found = /^(\d{1,2})(?:\s?[h:.]\s?(\d{2})?(?::\d{2})?)?(?:\s?min)?\s?(am|pm)?$/i.exec(text.trim());
  if (!found) return null;
  const half = found[3]?.toLowerCase();
  const said = Number(found[1]);
  if (half && (said < 1 || said > 12)) return null;
  const hour = half ? (said % 12) + (half === 'pm' ? 12 : 0) : said;
  const minute = Number(found[2] ?? 0);
  return hour > 23 || minute > 59 ? null : clock(hour, minute);
}

const clock = (hour: number, minute: number): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
