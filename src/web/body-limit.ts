import type { IncomingMessage } from 'node:http';

const MEBIBYTE = 1024 * 1024;
/** Pictures and films arrive at the studio's desk and by the API, which counts what it reads; everybody else sends forms. In bytes. */
export const STUDIO_LIMIT = 256 * MEBIBYTE;
export const FORM_LIMIT = MEBIBYTE;

/** Where bodies go to disk as they come: the library's own addresses, and the studio's forms with files (plumbing/web/read-form.ts). */
const STREAMED = /^\/studio\/[^/?]+\/library\/(upload|[^/?]+\/poster)(\?|$)/;

/** The status that refuses a body before it is read, or null. A body of unknown length is taken only where it goes to disk, or is counted. */
export function refuseBody(request: Pick<IncomingMessage, 'url' | 'headers'>): 411 | 413 | null {
  const limit = goesToDisk(request) ? STUDIO_LIMIT : FORM_LIMIT;
  if (request.headers['transfer-encoding'] !== undefined) return limit === STUDIO_LIMIT ? null : 411;
  return Number(request.headers['content-length'] ?? 0) > limit ? 413 : null;
}

/** The API counts what it reads by itself. */
function goesToDisk({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  if (STREAMED.test(url) || url.startsWith('/api/')) return true;
  return url.startsWith('/studio/') && /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
}
