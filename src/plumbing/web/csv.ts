/**
 * RFC 4180, with the mark that makes spreadsheets read UTF-8.
 * @param separator spreadsheets in French split at `;` alone, as their numbers have the comma
 */
export const csvOf = (rows: readonly (readonly string[])[], separator: ',' | ';' = ','): string =>
  `\ufeff${rows.map((row) => row.map(cellOf).join(separator)).join('\r\n')}\r\n`;

/**
 * A spreadsheet runs a cell that begins like a formula, whoever wrote it: an apostrophe before it makes it text (OWASP, CSV injection).
 */
function cellOf(text: string): string {
  const tame = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
