import type { Readable } from 'node:stream';
import { createBrotliDecompress, createInflate, createGunzip, type Gunzip } from 'node:zlib';

export class BodyTrouble extends Error {
  readonly code: 'body_too_large' | 'encoding_refused' | 'body_broken';
  constructor(code: BodyTrouble['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'BodyTrouble';
    this.code = code;
  }
}

/**
 * Reads a body whole, decoded, and stops at the first byte too many: a small compressed bomb costs no more than its limit.
 * @param maxBytes of the decoded body
 * @throws BodyTrouble
 */
export async function readLimited(
  source: Readable,
  encoding: string | undefined,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const decoder = decoderOf(encoding);
  const stream: Readable = decoder ? source.pipe(decoder) : source;
  if (decoder) source.once('error', (error) => decoder.destroy(error));
  const stop = (): void => void stream.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new BodyTrouble('body_too_large');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof BodyTrouble || signal.aborted) throw error;
    throw new BodyTrouble('body_broken', error);
  } finally {
    signal.removeEventListener('abort', stop);
    // Both ends are let go of; what they still say is of no interest.
    source.on('error', () => undefined).destroy();
    decoder?.on('error', () => undefined).destroy();
  }
  return Buffer.concat(chunks);
}

function decoderOf(encoding: string | undefined): Gunzip | null {
  const name = encoding?.trim().toLowerCase();
  if (!name || name === 'identity') return null;
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'deflate') return createInflate();
  if (name === 'br') return createBrotliDecompress();
  // Stacked encodings serve bombs, not people.
  throw new BodyTrouble('encoding_refused');
}
