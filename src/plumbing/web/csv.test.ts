import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('rows are written as RFC 4180 says, and read as UTF-8', () => {
  expect(
    csvOf([
      ['Titre', 'Texte'],
      ['Menu, du jour', 'Il dit « "oui" »\net part'],
    ]),
  ).toBe('\ufeffTitre,Texte\r\n"Menu, du jour","Il dit « ""oui"" »\net part"\r\n');
});

test('nothing that a spreadsheet would run leaves as it is', () => {
  const cells = ['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'];
  for (const cell of cells) expect(csvOf([[cell]]).slice(1)).toMatch(/^"?'/);
  expect(csvOf([['a=1']]).slice(1)).toBe('a=1\r\n');
});
