/** One place of a text that French printers would set otherwise, by UTF-16 positions; `start` = `end` where something is inserted. */
export interface Edit {
  start: number;
  end: number;
  put: string;
}

type Span = Pick<Edit, 'start' | 'end'>;
const isKept = (kept: readonly Span[], at: number): boolean => kept.some((span) => at >= span.start && at < span.end);

/** A stretch of the text as it would be set, and whether it differs from what was typed. */
export interface Piece {
  text: string;
  changed: boolean;
}

const NARROW = '\u202f';
const HARD = '\u00a0';

/**
 * What is never touched: code, addresses (with or without scheme), e-mails, mentions and their `@[name]`, hashtags, the target of a
 * Markdown link, tags and entities of HTML, `:codes:` of emoji and faces made of signs.
 */
const UNTOUCHED = new RegExp(
  [
    '```[^]*?(?:```|(?![^]))',
    '`[^`\n]+`',
    '(?:https?|ftp|mailto|tel):\\S+',
    '\\bwww\\.\\S+',
    '\\]\\([^)\n]*\\)',
    '<[a-z/!][^<>\n]*>',
    '&#?\\w{2,8};',
    '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+',
    '@\\[[^\\]\n]*\\]',
    '@[\\p{L}\\p{N}_][\\p{L}\\p{N}_.@-]*',
    '#[\\p{L}\\p{M}\\p{N}_]+',
    '(?<![\\p{L}\\p{N}.@])(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+[a-z]{2,}(?:[/?#:]\\S*)?(?![\\p{L}\\p{N}])',
    '(?<![\\p{L}\\p{N}]):[a-z0-9_+-]{2,}:(?![\\p{L}\\p{N}])',
    '(?<=^|\\s)[:;=8][-o]?[()DPp/|*3](?=$|\\s|[.,!?])',
  ].join('|'),
  'gmu',
);

/** Signs that stand apart from the word before them, when a word ends there: `12:30`, `a:b` and `!important` are something else. */
const APART = /([ \t]*)([;:!?]+)(?=$|[\s»"”)\]}’'*_]|\u2026)/gmu;
/** The end of a word, whatever closes it. */
const WORD_END = /[\p{L}\p{M}\p{N}%)\]»"”’*_°€$…]/u;
const UNIT = '(?:F\\s?CFA|FCFA|XOF|XAF|F|€|\\$|%|km|kg|cm|mm|cl|ml|ha|min|Mo|Go|ko|°C|[hglm])';
const AMOUNT = new RegExp(`(?<![\\p{L}\\p{N}+,.]|[+\\d][ .])(?!0\\d*[ ])\\d{1,3}((?: \\d{3})*)(?=[ ]?${UNIT}(?![\\p{L}\\p{N}]))`, 'gu');
const BEFORE_UNIT = new RegExp(`(?<=\\d) (?=${UNIT}(?![\\p{L}\\p{N}]))|(?<=\\d h) (?=\\d\\d(?!\\p{N}))`, 'gu');
const PERCENT = /(?<=\d) ?(?=%(?![\p{L}\p{N}]))/gu;

/**
 * What would change if a French printer set this text: ’ within words, « » for straight or English quotes that open and close, a narrow
 * no-break space (U+202F) before ; : ! ? %, inside « » and in amounts, a no-break space (U+00A0) before units. Source: Lexique des règles
 * typographiques en usage à l'Imprimerie nationale. Nothing is changed here: somebody looks at it first.
 */
export function frenchEdits(text: string): Edit[] {
  const kept = [...text.matchAll(UNTOUCHED)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const free = ({ start, end }: Edit): boolean =>
    kept.every((span) => (start === end ? start <= span.start || start >= span.end : end <= span.start || start >= span.end));
  const edits = [...apostrophes(text), ...quotes(text, kept), ...spaces(text, kept)].filter(free);
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  // Two rules never write at one place: the first one has it.
  return edits.filter((edit, index) => index === 0 || edit.start >= edits[index - 1]!.end);
}

export const setFrench = (text: string): string =>
  piecesOf(text, frenchEdits(text))
    .map((piece) => piece.text)
    .join('');

/** The text as it would be, cut where it changes. */
export function piecesOf(text: string, edits: readonly Edit[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end, put } of edits) {
    if (start > from) pieces.push({ text: text.slice(from, start), changed: false });
    pieces.push({ text: put, changed: true });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), changed: false });
  return pieces;
}

/** `l'eau`, `aujourd'hui`, `l'« arbre »`; never feet, minutes or a quote between words. */
function apostrophes(text: string): Edit[] {
  return [...text.matchAll(/(?<=\p{L})['´`](?=[\p{L}«"“]|\d)/gu)].map(({ index }) => ({ start: index, end: index + 1, put: '’' }));
}

/** A quote opens before a word and closes after one, in the same paragraph; one that has no other half, or inches, stays. */
function quotes(text: string, kept: readonly Span[]): Edit[] {
  const edits: Edit[] = [];
  let opened: Span | null = null;
  let depth = 0;
  for (const match of text.matchAll(/\n\s*\n|«[ ]*|[ ]*»|["“”]/gu)) {
    const [sign] = match;
    const [start, end] = [match.index, match.index + sign.length];
    if (isKept(kept, start)) continue;
    if (sign.includes('\n')) [opened, depth] = [null, 0];
    else if (sign.startsWith('«')) {
      depth += 1;
      if (!/[\s\u202f\u00a0]/u.test(text[end] ?? '\n')) edits.push({ start: start + 1, end, put: NARROW });
    } else if (sign.endsWith('»')) {
      depth = Math.max(0, depth - 1);
      if (!/[\s\u202f\u00a0]/u.test(text[start - 1] ?? '\n')) edits.push({ start, end: end - 1, put: NARROW });
    } else if (depth > 0) continue;
    else if (sign !== '”' && opensAt(text, start)) opened = { start, end };
    else if (sign !== '“' && opened && closesAt(text, start)) {
      edits.push({ ...opened, put: `«${NARROW}` }, { start, end, put: `${NARROW}»` });
      opened = null;
    }
  }
  return edits;
}

const opensAt = (text: string, at: number): boolean =>
  /^$|[\s([{—–\-'’\u202f\u00a0*_]/u.test(text[at - 1] ?? '') && /\S/u.test(text[at + 1] ?? ' ');
const closesAt = (text: string, at: number): boolean => /\S/u.test(text[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ');

function spaces(text: string, kept: readonly Span[]): Edit[] {
  const edits: Edit[] = [];
  for (const match of text.matchAll(APART)) {
    const [start, end] = [match.index, match.index + match[1]!.length];
    const before = text[start - 1] ?? '\n';
    if (isKept(kept, end)) continue;
    if (start === end ? WORD_END.test(before) : !/\s/u.test(before)) edits.push({ start, end, put: NARROW });
  }
  for (const match of text.matchAll(AMOUNT))
    for (const space of match[0].matchAll(/ /g))
      edits.push({ start: match.index + space.index, end: match.index + space.index + 1, put: NARROW });
  for (const {
    index,
    0: { length },
  } of text.matchAll(PERCENT))
    edits.push({ start: index, end: index + length, put: NARROW });
  for (const { index } of text.matchAll(BEFORE_UNIT)) if (text[index + 1] !== '%') edits.push({ start: index, end: index + 1, put: HARD });
  return edits;
}
