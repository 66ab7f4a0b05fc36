import { parse } from 'csv-parse/sync';
import { Refusal } from '#words/refusal.ts';
import { MOST_BYTES, MOST_ROWS } from './columns.ts';

const DELIMITERS = [';', ',', '\t'] as const;

/**
 * The cells of a CSV file (RFC 4180), whichever of `;`, `,` and tab separates them, in UTF-8, UTF-16 with its mark, or Windows-1252.
 * @returns at most one row more than may be imported
 * @throws Refusal `import_unreadable`
 */
export function readCsv(bytes: Uint8Array): string[][] {
  // Spreadsheets write this line for each other.
  const text = decode(bytes).replace(/^sep=.\r?\n/i, '');
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: MOST_BYTES,
      to: MOST_ROWS + 2,
    });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) throw error;
    throw new Refusal('import_unreadable', { cause: error });
  }
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What is not UTF-8 was written by a spreadsheet of Windows: every byte is a letter there.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The one found most often in the line of heads, outside quotes. */
function delimiterOf(text: string): string {
  const heads = text
    .slice(0, 5_000)
    .split(/\r?\n/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((one) => ({ one, times: heads.split(one).length }));
  return counted.sort((a, b) => b.times - a.times)[0]!.one;
}
