import type { Cleaned, MediaItem } from '#modules/library/shapes';

export type Sent =
  | { kind: 'added'; item: MediaItem; cleaned: Cleaned }
  /** The house said no, in the person's language. */
  | { kind: 'refused'; sentence: string }
  | { kind: 'signed-out' }
  /** The connection dropped; the file is still on the device. */
  | { kind: 'lost' };

/**
 * Streams one file to the library. XMLHttpRequest, because fetch says nothing of what has left already, and on a slow line that is
 * what one looks at. @param onSent part sent, 0 to 1; at 1 the house is decoding.
 */
export function sendFile(address: string, file: Blob, onSent: (part: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => event.lengthComputable && onSent(event.loaded / event.total);
    request.onload = () => resolve(read(request));
    request.onerror = request.onabort = request.ontimeout = () => resolve({ kind: 'lost' });
    request.send(file);
  });
}

function read(request: XMLHttpRequest): Sent {
  // A finished session answers with the page to sign in, not with JSON.
  if (!request.getResponseHeader('content-type')?.startsWith('application/json')) {
    return request.status < 500 ? { kind: 'signed-out' } : { kind: 'lost' };
  }
  const answer = JSON.parse(request.responseText) as { item?: MediaItem; cleaned?: Cleaned; refusal?: { sentence: string } };
  if (answer.item && answer.cleaned) return { kind: 'added', item: answer.item, cleaned: answer.cleaned };
  return answer.refusal ? { kind: 'refused', sentence: answer.refusal.sentence } : { kind: 'lost' };
}
