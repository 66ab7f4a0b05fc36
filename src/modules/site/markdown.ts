import MarkdownIt, { type Token } from 'markdown-it';
import { figure, inlinePicture } from './figures.ts';
import { slugOf, type Picture } from './shapes.ts';

export interface Rendered {
  /** Safe HTML: raw HTML of the author is shown as letters, never run. */
  html: string;
  /** Which pictures the author placed in the text, by index. */
  placed: ReadonlySet<number>;
}

interface Env {
  /** Before the addresses of pictures: '' on our own pages, the site's origin in feeds. */
  origin: string;
  pictures: readonly Picture[];
  placed: Set<number>;
  ids: Map<string, number>;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const SAFE_SCHEME = /^(?:https?|mailto|tel):/i;
/** `![caption](image:2)` places the second picture of the article. */
const PICTURE = /^image:(\d{1,3})$/i;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
// Only whole addresses become links: `fichier.py` is not a site.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = (url) => !SCHEME.test(url) || SAFE_SCHEME.test(url) || PICTURE.test(url);

const escape = markdown.utils.escapeHtml;

/** CommonMark with tables and strikethrough. Headings start at h2 (the title is the page's h1) and carry ids. */
export function renderMarkdown(text: string, pictures: readonly Picture[] = [], origin = ''): Rendered {
  const env: Env = { origin, pictures, placed: new Set(), ids: new Map() };
  return { html: markdown.render(text, env), placed: env.placed };
}

/** The words alone, for excerpts, counts and descriptions. */
export function plainText(text: string): string {
  const words: string[] = [];
  for (const block of markdown.parse(text, { origin: '', pictures: [], placed: new Set(), ids: new Map() } satisfies Env)) {
    if (block.type === 'fence' || block.type === 'code_block') words.push(block.content);
    for (const part of block.children ?? []) {
      if (part.type === 'text' || part.type === 'code_inline') words.push(part.content);
      else if (part.type === 'softbreak' || part.type === 'hardbreak') words.push(' ');
    }
    if (block.type === 'inline') words.push('\n');
  }
  return words
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n+/g, '\n')
    .trim();
}

const pictureOf = (token: Token, env: Env): { index: number; picture: Picture } | null => {
  const wanted = PICTURE.exec(token.attrGet('src') ?? '');
  const index = wanted ? Number(wanted[1]) - 1 : -1;
  const picture = env.pictures[index];
  return picture ? { index, picture } : null;
};

/** Brackets in one paragraph, and bare addresses in a text, that may still become links; the time they take grows with their square. */
const MOST_BRACKETS = 500;
const MOST_ADDRESSES = 1_000;
markdown.core.ruler.before('inline', 'brackets', (state) => {
  state.md.options.linkify = state.src.split('://').length <= MOST_ADDRESSES;
  for (const token of state.tokens)
    if (token.type === 'inline' && token.content.split('[').length > MOST_BRACKETS) token.content = token.content.replaceAll('[', '\\[');
});

// A picture alone in its paragraph is a figure, and a figure may not stand inside a paragraph.
markdown.core.ruler.push('figures', (state) => {
  state.tokens.forEach((token, at) => {
    const only = token.type === 'inline' && token.children?.length === 1 ? token.children[0]! : null;
    if (only?.type !== 'image' || !pictureOf(only, state.env as Env) || state.tokens[at - 1]?.type !== 'paragraph_open') return;
    only.meta = { alone: true };
    state.tokens[at - 1]!.hidden = true;
    state.tokens[at + 1]!.hidden = true;
  });
});

markdown.core.ruler.push('headings', (state) => {
  const level = (token: Token): number => Number(token.tag[1]);
  const headings = state.tokens.filter((token) => token.type === 'heading_open');
  const shift = 2 - Math.min(...headings.map(level));
  const ids = (state.env as Env).ids;
  state.tokens.forEach((token, at) => {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') return;
    token.tag = `h${Math.min(6, level(token) + shift)}`;
    if (token.type === 'heading_open') token.attrSet('id', freshId(state.tokens[at + 1]?.content ?? '', ids));
  });
});

function freshId(title: string, ids: Map<string, number>): string {
  const wished = `s-${slugOf(title) || 'section'}`;
  const times = (ids.get(wished) ?? 0) + 1;
  ids.set(wished, times);
  return times === 1 ? wished : `${wished}-${times}`;
}

markdown.renderer.rules.link_open = (tokens, at, options, _env, self) => {
  const token = tokens[at]!;
  const href = token.attrGet('href') ?? '';
  if (SCHEME.test(href) || href.startsWith('//')) token.attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, at, options);
};

// An image of elsewhere would make each reader's device call that place: it stays a link.
markdown.renderer.rules.image = (tokens, at, _options, env: Env) => {
  const token = tokens[at]!;
  const caption = token.content;
  const found = pictureOf(token, env);
  if (!found) {
    const src = token.attrGet('src') ?? '';
    if (PICTURE.test(src)) return escape(caption);
    return `<a href="${escape(src)}" rel="noopener noreferrer">${escape(caption || src)}</a>`;
  }
  env.placed.add(found.index);
  return (token.meta as { alone?: boolean } | null)?.alone
    ? figure(found.picture, { caption, origin: env.origin })
    : inlinePicture(found.picture, { caption, origin: env.origin });
};

markdown.renderer.rules.table_open = () => '<div class="defile"><table class="tab">\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';
