import { getDocumentProxy, extractText } from 'unpdf';
import { expect, test } from 'vitest';
import { printDocument, type PrintedDocument } from './index.ts';
import { runsOf } from './letters.ts';

const receipt: PrintedDocument = {
  ...{ title: 'Reçu de validation', over: 'Chez Tantine Afi', lead: 'Qui a répondu quoi.', edge: 'Chez Tantine Afi — établi par Awa' },
  ...{ language: 'fr', date: new Date('2026-12-01T10:00:00Z'), footer: (page, pages) => `Page ${page} sur ${pages}` },
  blocks: Array.from({ length: 8 }, (_, index) => [
    { kind: 'heading', text: `Ayimolou n° ${index + 1}` } as const,
    { kind: 'text', strong: true, text: 'Mme Afi a dit oui' } as const,
    { kind: 'quote', over: 'Mastodon', text: '« Œufs, bœuf\u202f!\u202f» — 1\u202f500 FCFA, l’été\nɖekɔnu 🌶️ 👩🏾‍🍳' } as const,
    { kind: 'code', label: 'Empreinte', text: '0123456789abcdef'.repeat(4) } as const,
    { kind: 'link', text: 'https://instance.example/@afi/1', url: 'https://instance.example/@afi/1' } as const,
  ]).flat(),
};

test('French, Ewe and emoji are read again as they were written; the same document is the same bytes', async () => {
  const bytes = await printDocument(receipt);
  expect(Buffer.compare(bytes, await printDocument(receipt))).toBe(0);
  expect(bytes.length).toBeLessThan(120_000);
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { totalPages, text } = await extractText(pdf, { mergePages: false });
  expect(totalPages).toBeGreaterThan(1);
  const [first] = text;
  for (const words of ['Reçu de validation', 'Œufs, bœuf', 'ɖekɔnu', '🌶', '👩🏾‍🍳', `Page 1 sur ${totalPages}`, '0123456789abcdef'.repeat(4)])
    expect(first).toContain(words);
  expect(text.at(-1)).toContain('Ayimolou n° 8');
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: 'Reçu de validation', Language: 'fr', PDFFormatVersion: '1.7' });
  const [page] = [await pdf.getPage(1)];
  expect(page.view.slice(2).map(Math.round)).toEqual([595, 842]);
  expect((await page.getAnnotations()).map(({ url }: { url: string }) => url)).toContain('https://instance.example/@afi/1');
  const tree = JSON.stringify(await page.getStructTree());
  for (const role of ['"H1"', '"H2"', '"BlockQuote"']) expect(tree).toContain(role);
});

test('emoji are drawn by a font of their own, never in the middle of one', () => {
  expect(runsOf('Feu 🔥🔥, cheffe 👩🏾‍🍳 et 1\u202f500', 'text')).toEqual([
    { font: 'text', text: 'Feu ' },
    { font: 'emoji', text: '🔥🔥' },
    { font: 'text', text: ', cheffe ' },
    { font: 'emoji', text: '👩🏾‍🍳' },
    { font: 'text', text: ' et 1\u202f500' },
  ]);
  expect(runsOf('', 'text')).toEqual([]);
});

test('what somebody said is on one page with how and when, wherever the page ends', async () => {
  for (const lines of [44, 45, 46]) {
    const filler = Array.from({ length: lines }, () => ({ kind: 'note', text: 'Une ligne' }) as const);
    const blocks = [...filler, { kind: 'text', strong: true, text: 'Mme Afi a dit oui' }, { kind: 'note', text: 'par un lien' }] as const;
    const pdf = await getDocumentProxy(new Uint8Array(await printDocument({ ...receipt, blocks })));
    const { text } = await extractText(pdf, { mergePages: false });
    expect(text.find((page) => page.includes('Mme Afi a dit oui'))).toContain('par un lien');
  }
});
