import { expect, test } from 'vitest';
import { HUNG_MS } from '../../../../tests/worlds/hung.ts';
import { readHead } from './read-head.ts';

const head = (html: string, charset = 'utf-8') => readHead(Buffer.from(html), charset);

test('what a page says for sharing comes first, then what it says for everybody', () => {
  expect(
    head(`<!doctype html><title>Titre</title><meta name=description content="Pour tous">
      <meta property="og:title" content="L&#39;ablo &amp; le piment &eacute;t&eacute;"><meta content='/ablo.jpg' property='og:image'>`),
  ).toEqual({ title: "L'ablo & le piment été", description: 'Pour tous', image: '/ablo.jpg' });
});

test('a page that says nothing has nothing', () => {
  expect(head('<html><body>og:title')).toEqual({ title: '', description: '', image: '' });
  expect(head('<meta property="og:title" content=" "><title> Le\n marché </title>').title).toBe('Le marché');
});

test('scripts, comments and later names are not what the page says', () => {
  const html = `<!-- <meta property="og:title" content="Faux"> --><script>'<meta property="og:title" content="Faux">'</script>
    <meta property="og:title" content="Vrai"><meta property="og:title" content="Second">`;
  expect(head(html).title).toBe('Vrai');
});

test('signs that hide, turn or fill a card are taken out, and it is cut', () => {
  expect(head('<title>a\u202eb\u0007c</title>').title).toBe('ab c');
  const { title } = head(`<title>${'é'.repeat(400)}</title>`);
  expect([Array.from(title).length, title.at(-1)]).toEqual([300, '…']);
});

test('the page is read in its own alphabet, whoever says it', () => {
  const latin = Buffer.from('<meta charset="iso-8859-1"><title>Café</title>', 'latin1');
  expect(readHead(latin, '').title).toBe('Café');
  expect(readHead(latin, 'no-such-charset').title).toBe('Café');
  expect(readHead(Buffer.from('<title>Café</title>', 'latin1'), 'windows-1252').title).toBe('Café');
});

test('a page made to be slow to read is read at once', () => {
  const start = performance.now();
  for (const piece of ['<meta ', '<meta a="', '<!--', '<title', '<script ', '<style></style>']) head(piece.repeat(90_000));
  head(`<title>${'<script>'.repeat(60_000)}`);
  expect(performance.now() - start).toBeLessThan(HUNG_MS);
});
