/** A part of a text, by UTF-16 positions. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

/** Signs that end a sentence rather than an address; closing brackets are dropped only when nothing opened them. */
const TRAILING = /[.,;:!?'"’”»…]$/u;
const CLOSING: Record<string, string> = { ')': '(', ']': '[' };

/**
 * Web addresses with their scheme, as twitter-text and the networks built on it see them: the host needs a dot and a top-level
 * domain of letters, a port may follow. `http://localhost:3000` is plain text there.
 */
export function findLinks(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(/(?<![\p{L}\p{N}@#$])https?:\/\/[^\s<>"{}|\\^`]+/giu)) {
    const link = trimmed(match[0]);
    if (hasDomain(link)) found.push({ start: match.index, end: match.index + link.length, text: link });
  }
  return found;
}

function trimmed(link: string): string {
  for (;;) {
    const last = link.at(-1)!;
    const opened = CLOSING[last];
    const unbalanced = opened !== undefined && link.split(last).length > link.split(opened).length;
    if (!unbalanced && !TRAILING.test(link)) return link;
    link = link.slice(0, -1);
  }
}

function hasDomain(link: string): boolean {
  const host = /^https?:\/\/([^/?#]+)/iu.exec(link)?.[1]?.replace(/:\d{1,5}$/, '') ?? '';
  return /^([\p{L}\p{N}_-]+\.)+(\p{L}{2,}|xn--[a-z0-9-]+)$/iu.test(host);
}
