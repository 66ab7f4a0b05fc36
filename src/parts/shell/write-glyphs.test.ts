import { expect, test } from 'vitest';
import { writeGlyphs } from './write-glyphs.ts';

const page = (name: string): string => `<html><body>\n<svg class="i"><use href="#i-n-${name}"></use></svg></body></html>`;

test('a page holds the glyphs it shows, once each, and no others', () => {
  const written = writeGlyphs(page('x') + page('x'));
  expect(written.match(/<symbol id="[^"]+"/g)).toEqual(['<symbol id="i-n-x"']);
  expect(written).toMatch(/^<html><body><svg style="display:none"><symbol id="i-n-x" viewBox="0 0 20 20"><path .*<\/symbol><\/svg>\n/);
});

test('a page that shows none is left as it is', () => {
  for (const html of [page('unknown'), '<html><body><use href="/icons.svg#i-ok"></use></body></html>', '']) {
    expect(writeGlyphs(html)).toBe(html);
  }
});
