import type { Readable } from '#modules/library';
import { parseRange, type ByteSpan } from './parse-range.ts';

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};

/** How long others may keep what was read: forever once public; a session's picture only with a new permission at each showing. */
const KEPT: Record<Readable['by'], string> = {
  public: 'public, max-age=31536000, immutable',
  session: 'private, no-cache',
  pass: 'private, no-store',
};

/**
 * The answer to a permitted reading: whole, one range (film), or "you have it". Only what Palabre wrote itself is ever served, under
 * the type it wrote, and even that runs nothing: no sniffing, no script, no frame.
 */
export async function answerBytes(
  request: Request,
  { variant, media, by }: Readable,
  open: (range?: ByteSpan) => Promise<ReadableStream<Uint8Array>>,
): Promise<Response> {
  const etag = `"${variant.sha256}"`;
  const headers = new Headers({
    'content-type': variant.mime,
    'content-disposition': `inline; filename="${media.id}-${variant.name}.${ENDINGS[variant.mime] ?? 'bin'}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': by === 'session' ? 'same-origin' : 'cross-origin',
    'cache-control': KEPT[by],
    'accept-ranges': 'bytes',
    etag,
  });
  if (knows(request, etag)) return new Response(null, { status: 304, headers });

  const range = request.headers.get('if-range') === null || request.headers.get('if-range') === etag ? request.headers.get('range') : null;
  const asked = parseRange(range, variant.bytes);
  if (asked === 'beyond') {
    headers.set('content-range', `bytes */${variant.bytes}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set('content-length', String(asked ? asked.end - asked.start + 1 : variant.bytes));
  if (asked) headers.set('content-range', `bytes ${asked.start}-${asked.end}/${variant.bytes}`);
  const body = request.method === 'HEAD' ? null : await open(asked ?? undefined);
  return new Response(body, { status: asked ? 206 : 200, headers });
}

const knows = (request: Request, etag: string): boolean =>
  (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .includes(etag);
