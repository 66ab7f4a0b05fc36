import MarkdownIt from 'markdown-it';

/** What a page says of itself; nothing of it is trusted but as words. */
export interface Head {
  title: string;
  description: string;
  /** As written, perhaps relative; '' when none is named. */
  image: string;
}

const LONGEST = { title: 300, description: 1_000, image: 2_048 };
/** Heads are at the beginning; what comes later is not looked at. */
const FAR = 600_000;
const { unescapeAll } = new MarkdownIt().utils;

/**
 * Open Graph first, then what every page has. Read by signs, not by a parser: nothing of the page is ever run or shown as HTML, and no
 * pattern goes past the next `<`.
 * @param charset as the answer said; '' when it did not, and the page is asked
 */
export function readHead(bytes: Uint8Array, charset: string): Head {
  const html = withoutHidden(decode(bytes.subarray(0, FAR), charset));
  const metas = new Map<string, string>();
  for (const [tag] of html.matchAll(/<meta\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/gi)) {
    const name = (attribute(tag, 'property') || attribute(tag, 'name')).toLowerCase();
    const content = attribute(tag, 'content');
    if (name && content && !metas.has(name)) metas.set(name, content);
  }
  const first = (...names: string[]): string => names.map((name) => metas.get(name) ?? '').find((found) => words(found, 1) !== '') ?? '';
  const title = first('og:title', 'twitter:title') || (/<title\b[^<>]*>([^<]*)<\/title/i.exec(html)?.[1] ?? '');
  return {
    title: words(title, LONGEST.title),
    description: words(first('og:description', 'twitter:description', 'description'), LONGEST.description),
    image: unescapeAll(first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image'))
      .trim()
      .slice(0, LONGEST.image),
  };
}

/** Without comments, scripts and styles; one that never ends takes the rest with it. Each sign is read once, however the page is made. */
function withoutHidden(html: string): string {
  // Signs of other alphabets may grow when made small: only those of HTML's own names are.
  const lower = html.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  let kept = '';
  let from = 0;
  for (const match of lower.matchAll(/<!--|<(script|style)\b/g)) {
    if (match.index < from) continue;
    kept += `${html.slice(from, match.index)} `;
    const close = match[1] ? `</${match[1]}` : '-->';
    const end = lower.indexOf(close, match.index + match[0].length);
    if (end < 0) return kept;
    from = end + close.length;
  }
  return kept + html.slice(from);
}

function attribute(tag: string, name: string): string {
  const match = new RegExp(`[\\s"']${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
}

/** Plain words: entities read, one line, no control sign and no mark that turns the direction of what follows. */
function words(raw: string, longest: number): string {
  const plain = unescapeAll(raw)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .toWellFormed()
    .trim();
  const points = Array.from(plain);
  return points.length <= longest
    ? plain
    : `${points
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

function decode(bytes: Uint8Array, charset: string): string {
  const inside = /<meta\b[^>]*charset\s*=\s*["']?([\w-]+)/i.exec(Buffer.from(bytes.subarray(0, 1_024)).toString('latin1'))?.[1];
  for (const label of [charset, inside ?? '', 'utf-8']) {
    if (label === '') continue;
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      continue; // a charset nobody knows: the next one said
    }
  }
  return '';
}
