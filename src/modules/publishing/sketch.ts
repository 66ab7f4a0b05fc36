import { createHash } from 'node:crypto';

/**
 * Near copies are found by the resemblance of Broder (On the resemblance and containment of documents, 1997): the share of their shingles
 * that two texts have in common, from 0 to 1. A shingle is two words that follow each other: posts are short, so that one word changed in
 * twenty leaves 0.8, while two posts on one subject stay below 0.2. Case, punctuation and emoji do not count.
 */
export function resemblance(one: string, other: string): number {
  const [a, b] = [shinglesOf(one), shinglesOf(other)];
  const common = [...a].filter((shingle) => b.has(shingle)).length;
  return common / (a.size + b.size - common);
}

/** From here on two texts are one for a reader: a date, a price or a name was changed. */
export const NEARLY_THE_SAME = 0.6;

const KEYS = 4;

/**
 * The smallest hash of a text's shingles under each of four hash functions (min-wise sampling, same source): two texts share each of them
 * with a probability of their resemblance, so that of those at 0.6 three in a hundred are missed, of those at 0.8 two in a thousand, and
 * of the same none. Signed 32 bits, as the column is.
 */
export function keysOf(text: string): number[] {
  const smallest = Array.from({ length: KEYS }, () => 0x7fffffff);
  for (const shingle of shinglesOf(text)) {
    const hash = createHash('sha256').update(shingle).digest();
    for (let n = 0; n < KEYS; n += 1) smallest[n] = Math.min(smallest[n]!, hash.readInt32BE(4 * n));
  }
  return [...new Set(smallest)];
}

/** The same for texts that differ in nothing a reader hears. */
export const wordsMark = (texts: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(texts.map((text) => plainWords(text).join(' '))))
    .digest('base64url');

function shinglesOf(text: string): Set<string> {
  const words = plainWords(text);
  return words.length < 2 ? new Set(words) : new Set(words.slice(1).map((word, n) => `${words[n]} ${word}`));
}

/** A text without a word (emoji alone) is one word. */
function plainWords(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [plain.trim()];
}
