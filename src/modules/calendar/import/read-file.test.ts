import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as m from '#messages';
import { hostileSheets, sheetOf } from '../../../../tests/worlds/sheets.ts';
import { refused } from '../../../../tests/worlds/visitors.ts';
import { columnOf, MOST_ROWS } from './columns.ts';
import { readImportFile } from './read-file.ts';
import { readHour, readWhen } from './read-when.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'palabre-import-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const readAll = (bytes: string | Uint8Array) => readImportFile({ root: path.resolve('.'), dataDir }, new Blob([bytes as never]));
const read = async (bytes: string | Uint8Array) => (await readAll(bytes)).rows;
const texts = async (bytes: string | Uint8Array) =>
  (await read(bytes)).map(({ cells }) => [cells.client, cells.day, cells.hour, cells.text]);

test('commas, semicolons and tabs; UTF-8 with its mark, UTF-16, Windows-1252; heads in French and English', async () => {
  const expected = [['Éclat', '31/12/2026', '9h30', 'Bonne « année »,\nà tous; vraiment']];
  const rows = (sep: string, heads: string[]) =>
    `${heads.join(sep)}\r\n${['Éclat', '31/12/2026', '9h30', `"Bonne « année »,\nà tous; vraiment"`].join(sep)}\r\n`;
  const french = ['Client', 'Jour', 'Heure', 'Texte'];
  expect(await texts(`\ufeff${rows(';', french)}`)).toEqual(expected);
  expect(await texts(rows(',', ['Brand', 'DATE', 'Time', 'caption']))).toEqual(expected);
  expect(await texts(`sep=;\r\n${rows(';', french)}`)).toEqual(expected);
  expect(await texts(Buffer.from(`\ufeff${rows('\t', french)}`, 'utf16le'))).toEqual(expected);
  expect(await texts(Buffer.from(rows(';', french), 'latin1'))).toEqual(expected);
});

test('our own export is understood in both languages, and its apostrophe before a formula is taken off', async () => {
  for (const locale of ['fr', 'en'] as const) {
    const heads = [m.calendar_client, m.calendar_export_accounts, m.calendar_move_day, m.calendar_move_hour_plain];
    const more = [m.calendar_export_zone, m.calendar_internal_title, m.calendar_block_text, m.calendar_pillar];
    expect([...heads, ...more].map((head) => columnOf(head({}, { locale })))).toEqual([
      'client',
      'accounts',
      'day',
      'hour',
      'zone',
      'title',
      'text',
      'pillar',
    ]);
    expect(columnOf(m.calendar_filter_state({}, { locale }))).toBeNull();
  }
  expect(await texts(`Texte\n'=1+1\n'bonjour\n`)).toEqual([
    ['', '', '', '=1+1'],
    ['', '', '', "'bonjour"],
  ]);
});

test('a spreadsheet: dates and hours as it keeps them, a formula is what it said, lines keep their numbers', async () => {
  const bytes = sheetOf([
    ['Client', 'Jour', 'Heure', 'Texte'],
    ['Afi', { date: 46387 }, { date: 0.3958333 }, 'Un & deux <b>'],
    [],
    ['Afi', { date: 46387.75 }, '', '=HYPERLINK("https://evil.example")'],
  ]);
  expect(await read(bytes)).toMatchObject([
    { line: 2, cells: { day: '2026-12-31', hour: '09:30', text: 'Un & deux <b>' } },
    { line: 4, cells: { day: '2026-12-31 18:00', hour: '', text: '=HYPERLINK("https://evil.example")' } },
  ]);
});

test('what hurts or is no table is refused, each with its reason, and nothing is left behind', { timeout: 60_000 }, async () => {
  const code = async (bytes: string | Uint8Array) => (await refused(read(bytes))).code;
  expect(await code('')).toBe('import_empty');
  expect(await code('Texte\n')).toBe('import_empty');
  expect(await code('<!doctype html><p>une page</p>')).toBe('import_no_heads');
  expect(await code(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toBe('import_old_excel');
  expect(await code(`Texte\n${'x\n'.repeat(100_000)}`)).toBe('import_too_many_rows');
  expect(await code(`Texte\n${'x'.repeat(3_000_000)}`)).toBe('import_too_large');
  expect(await code(`Texte\n${'x\n'.repeat(MOST_ROWS)}y`)).toBe('import_too_many_rows');
  expect(await read(`Texte\n${'x\n'.repeat(MOST_ROWS)}`)).toHaveLength(MOST_ROWS);
  for (const [name, bytes, said] of hostileSheets()) expect([name, await code(bytes)]).toEqual([name, said]);
});

test('days and hours as people write them; the American order is no day', () => {
  const days = [
    '31/12/2026',
    '31-12-2026',
    '31.12.2026',
    '2026-12-31',
    '2026/12/31',
    '46387',
    '2026-12-31T09:30',
    '31/12/2026 9h30',
    '46387.5',
  ];
  expect(days.map((day) => Object.values(readWhen(day) ?? {}).join(' '))).toEqual([
    ...Array<string>(6).fill('2026-12-31 '),
    ...['2026-12-31 09:30', '2026-12-31 09:30', '2026-12-31 12:00'],
  ]);
  expect(['12/31/2026', '30/02/2026', '1/2/26', 'demain', '2026-12-31 matin', ''].map(readWhen)).toEqual(Array(6).fill(null));
  const hours = ['9h30', '9 h 30', '9h', '18', '09:30', '09:30:00', '9.30', '9:30 pm', '12 am', '0.5', '0.3958333'];
  expect(hours.map(readHour)).toEqual(['09:30', '09:30', '09:00', '18:00', '09:30', '09:30', '09:30', '21:30', '00:00', '12:00', '09:30']);
  expect(['25h', '9h75', 'matin', '13 pm', '1.2.3'].map(readHour)).toEqual(Array(5).fill(null));
});

test('a column that means nothing here is named, where it holds something', async () => {
  const { rows, unread } = await readAll('Client;Texte;Budget;Notes\nAfi;Bonjour;5000;\nAfi;Bonsoir;;\n');
  expect(rows.map(({ cells }) => cells.text)).toEqual(['Bonjour', 'Bonsoir']);
  expect(unread).toEqual(['Budget']);
});
