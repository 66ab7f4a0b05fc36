/** Inclusive at both ends. */
export interface ByteSpan {
  start: number;
  end: number;
}

/**
 * One range of `bytes` (RFC 9110 §14.1.2); null for none, several, or anything unreadable: the whole is then the right answer.
 * `beyond` when it starts after the end.
 */
export function parseRange(header: string | null, size: number): ByteSpan | 'beyond' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') return Number(last) === 0 ? 'beyond' : { start: Math.max(0, size - Number(last)), end: size - 1 };
  const start = Number(first);
  if (last !== '' && Number(last) < start) return null;
  if (start >= size) return 'beyond';
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
