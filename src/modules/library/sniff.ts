/** What a file is, by its first bytes. Names and declared types are never believed. */
export type Sniffed =
  'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'mp4' | 'mov' | 'webm' | 'svg' | 'heic' | 'pdf' | 'page' | 'empty' | 'unknown';

/** Enough to find an `<svg` behind a declaration and comments. */
export const SNIFF_BYTES = 4_096;

export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return 'empty';
  const latin = Buffer.from(head.subarray(0, SNIFF_BYTES)).toString('latin1');
  if (latin.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (latin.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(latin)) return 'gif';
  if (latin.startsWith('RIFF') && latin.startsWith('WEBP', 8)) return 'webp';
  if (latin.startsWith('\x1aE\xdf\xa3')) return 'webm';
  if (latin.startsWith('%PDF-')) return 'pdf';
  const box = latin.slice(4, 8);
  if (box === 'ftyp') return ofBrands(latin);
  // QuickTime files older than `ftyp` start with one of these boxes.
  if (box === 'moov' || box === 'mdat' || box === 'wide' || box === 'free' || box === 'skip') return 'mov';
  return ofText(latin);
}

/** ISO base media: the major brand first, then the compatible ones. */
function ofBrands(latin: string): Sniffed {
  const size = Math.min(
    latin.length,
    latin.charCodeAt(0) * 2 ** 24 + latin.charCodeAt(1) * 2 ** 16 + latin.charCodeAt(2) * 2 ** 8 + latin.charCodeAt(3),
  );
  const brands = [latin.slice(8, 12)];
  for (let at = 16; at + 4 <= size; at += 4) brands.push(latin.slice(at, at + 4));
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  if (brands.some((brand) => /^(hei[cxms]|he[vi][cxms]|mif1|msf1)$/.test(brand))) return 'heic';
  return brands[0] === 'qt  ' ? 'mov' : 'mp4';
}

function ofText(latin: string): Sniffed {
  // UTF-16 text keeps its letters at every other byte.
  const text = latin
    .replaceAll('\0', '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
    .toLowerCase();
  if (!text.startsWith('<')) return 'unknown';
  if (/<svg\b|<!doctype svg/.test(text)) return 'svg';
  return /^<(\?xml|!doctype html|html|head|body|script|!--)/.test(text) ? 'page' : 'unknown';
}
