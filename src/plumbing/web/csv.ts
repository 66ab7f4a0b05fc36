/** RFC 4180, with the mark that makes spreadsheets read UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

/**
 * A spreadsheet runs a cell that begins like a formula, whoever wrote it: an apostrophe before it makes it text (OWASP, CSV injection).
 */
function cellOf(text: string): string {
  const tame = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
