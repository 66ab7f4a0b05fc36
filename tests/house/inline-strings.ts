import { parse } from 'svelte/compiler';
import { lineOf, readSources } from './sources.ts';

/** Proper nouns and signs that no catalogue translates; code is typed as it is in every language. */
const ALLOWED = /\b(Palabre|RSS|Atom|JSON Feed|JSON|UTC|TOTP|TXT|CNAME|https?)\b/g;
/** Attributes people read or hear. */
const SPOKEN = new Set(['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'label']);

interface Node {
  type: string;
  name?: string;
  start: number;
  data?: string;
  [child: string]: unknown;
}

/** `file:line text` for every text of the interface that is written in a component instead of a catalogue. */
export function inlineStrings(root: string): string[] {
  return readSources(root, /\.svelte$/, 'src/routes', 'src/parts', 'src/ui').flatMap(({ file, text }) => {
    const found: string[] = [];
    const say = (node: Node, words: string): void => {
      const shown = words.replace(/&\w+;/g, '').trim();
      if (/\p{L}/u.test(shown.replace(ALLOWED, ''))) found.push(`${file}:${lineOf(text, node.start)} ${shown.slice(0, 50)}`);
    };
    visit((parse(text, { modern: true }) as unknown as { fragment: Node }).fragment, say);
    return found;
  });
}

function visit(node: Node, say: (node: Node, words: string) => void): void {
  if (node.type === 'Text') say(node, node.data ?? '');
  if (node.type === 'Attribute') {
    const value = Array.isArray(node.value) ? (node.value as Node[]) : [];
    if (SPOKEN.has(node.name ?? '')) for (const part of value) if (part.type === 'Text') say(part, part.data ?? '');
    return;
  }
  if (node.type === 'RegularElement' && /^(style|script|code|kbd)$/.test(node.name ?? '')) return;
  for (const child of Object.values(node)) {
    const children = Array.isArray(child) ? child : [child];
    for (const one of children) if (one && typeof one === 'object' && typeof (one as Node).type === 'string') visit(one as Node, say);
  }
}
