const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

/** The words of a published text, whatever a server did to its markup, quotes, spaces, mentions and links. */
export function wordsOf(text: string): string {
  const plain = text
    .replace(/<br\s*\/?>|<\/p>|<\/li>|<\/div>/gi, ' ')
    // Not `[^>]`: a server that answers a million `<` must not hold us up.
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? decode(name) ?? whole)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/(www\.)?/g, '')
    .replace(/(@[a-z0-9_.-]*[a-z0-9_])@[\p{L}\p{N}.:-]+/gu, '$1');
  // Emoji and punctuation are what servers rewrite most; they decide only when there is nothing else.
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '').replace(/\uFE0F/g, '') || plain.replace(/\s+/g, '');
}

/** What we sent is text, where `<b>` is three signs; some servers (snac 2.75) take it for a tag all the same: either reading will do. */
export const sameText = (published: string, sent: string): boolean =>
  [wordsOf(escapeMarkup(sent)), wordsOf(sent)].includes(wordsOf(published));

const escapeMarkup = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function decode(name: string): string | null {
  if (!name.startsWith('#')) return null;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
