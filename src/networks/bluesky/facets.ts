import { countBytes } from '../graphemes.ts';
import { findLinks } from '../links.ts';

/** app.bsky.richtext.facet: which bytes of the text (UTF-8, not characters) are a link, a mention or a tag. */
export interface Facet {
  index: { byteStart: number; byteEnd: number };
  features: (
    | { $type: 'app.bsky.richtext.facet#link'; uri: string }
    | { $type: 'app.bsky.richtext.facet#mention'; did: string }
    | { $type: 'app.bsky.richtext.facet#tag'; tag: string }
  )[];
}

const MENTION = /(?<=^|[\s(«"“])@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)/giu;
/** A tag has a letter in it; 64 graphemes at most (lexicon). */
const TAG = /(?<=^|[\s(«"“])#([\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*)/giu;

/** Handles a text speaks to, in lower case, each once: resolved while preparing. */
export const mentionedHandles = (text: string): string[] => [
  ...new Set([...text.matchAll(MENTION)].map((match) => match[1]!.toLowerCase())),
];

/** @param dids the accounts behind the handles; a handle without one stays plain text */
export function facetsOf(text: string, dids: Readonly<Record<string, string>>): Facet[] {
  const links = findLinks(text);
  const facets = links.map((link) => facet(text, link.start, link.end, { $type: 'app.bsky.richtext.facet#link', uri: link.text }));
  const free = (start: number): boolean => links.every((link) => start < link.start || start >= link.end);
  for (const match of text.matchAll(MENTION)) {
    const did = dids[match[1]!.toLowerCase()];
    if (did && free(match.index))
      facets.push(facet(text, match.index, match.index + match[0].length, { $type: 'app.bsky.richtext.facet#mention', did }));
  }
  for (const match of text.matchAll(TAG)) {
    if (free(match.index) && [...match[1]!].length <= 64)
      facets.push(facet(text, match.index, match.index + match[0].length, { $type: 'app.bsky.richtext.facet#tag', tag: match[1]! }));
  }
  return facets.toSorted((a, b) => a.index.byteStart - b.index.byteStart);
}

function facet(text: string, start: number, end: number, feature: Facet['features'][number]): Facet {
  const byteStart = countBytes(text.slice(0, start));
  return { index: { byteStart, byteEnd: byteStart + countBytes(text.slice(start, end)) }, features: [feature] };
}
