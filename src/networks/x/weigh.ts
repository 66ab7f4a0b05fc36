import { findEmoji } from './emoji.ts';
import { findLinks } from './links.ts';
import { FORBIDDEN } from './signs.ts';

/** A configuration file of twitter-text. Weights are in hundredths (`scale`) of a sign. */
export interface Configuration {
  maxWeightedTweetLength: number;
  scale: number;
  defaultWeight: number;
  emojiParsingEnabled?: boolean;
  transformedURLLength: number;
  ranges: readonly { start: number; end: number; weight: number }[];
}

/** config/v3.json of twitter-text, what X counts by (November 2026). Latin, Greek, Cyrillic, Hebrew, Arabic… weigh 1, other alphabets 2. */
export const X: Configuration = {
  maxWeightedTweetLength: 280,
  scale: 100,
  defaultWeight: 200,
  emojiParsingEnabled: true,
  transformedURLLength: 23,
  ranges: [
    { start: 0, end: 4351, weight: 100 },
    { start: 8192, end: 8205, weight: 100 },
    { start: 8208, end: 8223, weight: 100 },
    { start: 8242, end: 8247, weight: 100 },
  ],
};

export interface Weighed {
  /** In signs. */
  length: number;
  /** Neither empty, nor too long, nor with a sign that no post may hold. */
  valid: boolean;
  /** Of the longest text, in thousandths, rounded down. */
  permillage: number;
  /** UTF-16 position of the last unit that still fits. */
  validEnd: number;
}

const BAD = new RegExp(`[${FORBIDDEN}]`, 'u');

/** The length of a text as X counts it: composed first (NFC), each link and each emoji at a fixed price. */
export function weigh(text: string, config: Configuration = X): Weighed {
  const composed = text.normalize('NFC');
  let weight = 0;
  let fitting = 0;
  let clean = true;
  for (const piece of piecesOf(composed, config)) {
    weight += piece.weight;
    clean &&= !BAD.test(composed.slice(piece.end - 1, piece.end));
    if (clean && weight <= config.maxWeightedTweetLength * config.scale) fitting = piece.end - 1;
  }
  const length = weight / config.scale;
  return {
    length,
    valid: clean && length > 0 && length <= config.maxWeightedTweetLength,
    permillage: Math.floor((length / config.maxWeightedTweetLength) * 1000),
    validEnd: fitting + text.length - composed.length,
  };
}

/** The text in pieces that are counted at once: a link, an emoji, a sign. */
function* piecesOf(text: string, config: Configuration): Generator<{ end: number; weight: number }> {
  const links = new Map(findLinks(text).map((link) => [link.start, link.end - link.start]));
  const emoji = config.emojiParsingEnabled ? findEmoji(text) : new Map<number, number>();
  for (let position = 0; position < text.length;) {
    const link = links.get(position);
    const picture = emoji.get(position);
    const code = text.codePointAt(position)!;
    position += link ?? picture ?? (code > 0xffff ? 2 : 1);
    const weight = link ? config.transformedURLLength * config.scale : picture ? config.defaultWeight : weightOf(code, config);
    yield { end: position, weight };
  }
}

const weightOf = (code: number, { ranges, defaultWeight }: Configuration): number =>
  ranges.find(({ start, end }) => code >= start && code <= end)?.weight ?? defaultWeight;
