import type { IncomingMessage } from 'node:http';

const MEBIBYTE = 1024 * 1024;
/** Pictures and films arrive at the studio's desk and by the API, which counts what it reads; everybody else sends forms. In bytes. */
export const STUDIO_LIMIT = 256 * MEBIBYTE;
export const FORM_LIMIT = MEBIBYTE;

/** The status that refuses a body before it is read, or null. A body of unknown length is taken only by the studio and the API. */
export function refuseBody(request: Pick<IncomingMessage, 'url' | 'headers'>): 411 | 413 | null {
  const limit = /^\/(studio|api)\//.test(request.url ?? '') ? STUDIO_LIMIT : FORM_LIMIT;
  if (request.headers['transfer-encoding'] !== undefined) return limit === STUDIO_LIMIT ? null : 411;
  return Number(request.headers['content-length'] ?? 0) > limit ? 413 : null;
}
