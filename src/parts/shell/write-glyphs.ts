import DRAWN from '#ui/networks.svg?raw';

const GLYPHS = [...DRAWN.matchAll(/<symbol id="(i-n-\w+)".*<\/symbol>/g)].map(([symbol, id]) => ({ symbol, used: `"#${id}"` }));

/**
 * Writes into a page the glyphs it shows of the networks where one posts by hand: three weigh less than the headers of a file, and few
 * pages show one (Icon.svelte names them, icons.svg has the others).
 */
export function writeGlyphs(html: string): string {
  // A month of posts is long, and shows none: it is gone through once.
  if (!html.includes('"#i-n-')) return html;
  const shown = GLYPHS.filter(({ used }) => html.includes(used)).map(({ symbol }) => symbol);
  return shown.length === 0 ? html : html.replace('<body>', `<body><svg style="display:none">${shown.join('')}</svg>`);
}
