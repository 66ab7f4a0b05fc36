import { expect, test } from 'vitest';
import { plainText, renderMarkdown } from './markdown.ts';
import type { Picture } from './shapes.ts';

const html = (text: string, pictures: Picture[] = []): string => renderMarkdown(text, pictures).html;
const picture: Picture = {
  mediaId: 'm1',
  mime: 'image/webp',
  alt: 'Bar braisé',
  credit: 'Photo "Edem"',
  full: { width: 1600, height: 1200, bytes: 200_000 },
  light: { width: 960, height: 720, bytes: 40_000 },
  poster: null,
};

/** Ways to smuggle a script into an article, from public cheat sheets; each must come out as letters or as a dead link. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{background:url(https://evil.example)}</style>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](blob:https://x/1)',
  '[x](file:///etc/passwd)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2Zy8+)',
  '![x"onerror="alert(1)](image:1)',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '[x](https://a.example "title\\" onmouseover=\\"alert(1)")',
  '`<script>alert(1)</script>`',
  '```"><script>alert(1)</script>\ncode\n```',
  '# <img src=x onerror=alert(1)>',
  '| <script>alert(1)</script> |\n|---|\n| <b onclick=alert(1)>x</b> |',
  '[<img src=x onerror=alert(1)>](https://a.example)',
  '\\<script>alert(1)\\</script>',
];

test.each(ATTACKS)('no script comes through: %s', (attack) => {
  const tags = html(attack, [picture]).match(/<[^>]*>/g) ?? [];
  for (const tag of tags) {
    expect(tag).not.toMatch(/^<\/?(?:script|style|iframe|svg|object|embed|form|meta|link|base)\b/i);
    // Attributes in double quotes removed, no event handler may be left outside of them.
    expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+\s*=/i);
    expect(tag).not.toMatch(/(?:href|src)="\s*(?:javascript|vbscript|data|blob|file):/i);
  }
});

test('headings start below the title, keep their order and carry ids that never repeat', () => {
  const out = html('# Le prix\n\n## Le prix\n\ntexte');
  expect(out).toContain('<h2 id="s-le-prix">');
  expect(out).toContain('<h3 id="s-le-prix-2">');
  expect(out).not.toContain('<h1');
});

test('an address typed in full becomes a link that tells nothing of the reader; a file name does not', () => {
  expect(html('Voir https://exemple.tg/page et main.py')).toBe(
    '<p>Voir <a href="https://exemple.tg/page" rel="noopener noreferrer">https://exemple.tg/page</a> et main.py</p>\n',
  );
});

test('a picture alone is a figure outside of any paragraph, with its size known before it comes', () => {
  const rendered = renderMarkdown('Avant\n\n![La braise](image:1)\n\nAprès', [picture]);
  expect(rendered.html).toContain('<p>Avant</p>\n<figure>');
  expect(rendered.html).toContain('width="960" height="720" alt="Bar braisé" loading="lazy"');
  expect(rendered.html).toContain('<figcaption>La braise · Photo &quot;Edem&quot;</figcaption>');
  expect(rendered.html).not.toMatch(/<p>\s*<figure|<p><\/p>/);
  expect([...rendered.placed]).toEqual([0]);
});

test('an image of elsewhere stays a link: no reader calls another server without meaning to', () => {
  expect(html('![photo](https://pixel.example/a.gif)')).not.toContain('<img');
});

test('a picture that is not there leaves its caption', () => {
  expect(html('![La braise](image:4)')).toBe('<p>La braise</p>\n');
});

test('tables scroll in their own box', () => {
  expect(html('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('<div class="defile"><table class="tab">');
});

test('plain text keeps the words and drops the signs', () => {
  expect(plainText('# Titre\n\nUn **mot** et [un lien](https://a.example), `code`.\n\n- point')).toBe(
    'Titre\nUn mot et un lien, code.\npoint',
  );
});

/** The longest text the API takes, filled with what nests or looks for its end. */
const BOMBS = [
  '> ',
  '- ',
  '1. ',
  '> - ',
  '(',
  '[x](',
  '![',
  '**a',
  '_a ',
  '`a``',
  '~~a',
  '<a',
  '<!--',
  '&#',
  'http://a',
  '|a',
  '\\',
  '\n#',
  '\n>>',
  '*a_ ',
  '[*a_<',
];
/** Read in time that grows with the length, they take a second or two; with its square, minutes: more than any machine is given here. */
test.each(BOMBS)('two hundred thousand signs of %j hold nobody up', { timeout: 30_000 }, (piece) => {
  const text = piece.repeat(200_000 / piece.length);
  expect(html(text)).not.toBe('');
  expect(plainText(text)).toBeTypeOf('string');
});

test('a film loads nothing but its still before it is asked to play', () => {
  const film: Picture = { ...picture, mime: 'video/mp4', light: null, poster: { width: 640, height: 360, bytes: 9_000 } };
  const out = html('![Le service](image:1)', [film]);
  expect(out).toContain('<video controls preload="none" poster="/media/m1/poster"');
  expect(out).not.toContain('autoplay');
});
