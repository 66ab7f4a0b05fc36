import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { BrokenForm, boundaryOf, readParts, type Part } from '#plumbing/web';
import { Refusal } from '#words/refusal.ts';

export interface SentFile {
  /** What the device calls it; never believed. */
  name: string;
  /** Where its bytes wait, below the folder of the form. */
  at: string;
  sha256: string;
}

export interface SentForm {
  fields: Record<string, string>;
  files: Record<string, SentFile>;
  /** Removes the bytes. */
  forget(): Promise<void>;
}

/** Bytes of a field. */
const FIELD_BYTES = 16_384;

/**
 * Reads multipart/form-data piece by piece: files go to disk as they come, whatever they weigh, and are hashed on the way.
 * @param most bytes of the whole form
 * @throws Refusal `body_unreadable` (400), `body_too_large` (413)
 */
export async function readMultipart(request: Request, dataDir: string, most: number): Promise<SentForm> {
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (!boundary || !request.body) throw unreadable();
  const folder = path.join(dataDir, 'tmp', `upload-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const forget = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { ...(await read(readParts(atMost(request.body, most), boundary), folder)), forget };
  } catch (error) {
    await forget();
    throw error instanceof BrokenForm ? unreadable() : error;
  }
}

const unreadable = (): Refusal => new Refusal('body_unreadable', { status: 400 });

async function* atMost(body: ReadableStream<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of body) {
    read += piece.length;
    if (read > most) throw new Refusal('body_too_large', { status: 413 });
    yield piece;
  }
}

async function read(parts: AsyncIterable<Part>, folder: string): Promise<Omit<SentForm, 'forget'>> {
  const fields = new Map<string, string>();
  const files = new Map<string, SentFile>();
  for await (const part of parts) {
    if (part.filename === null) fields.set(part.name, await readField(part.data));
    else files.set(part.name, await keepFile(part, path.join(folder, String(files.size))));
  }
  return { fields: Object.fromEntries(fields), files: Object.fromEntries(files) };
}

async function readField(data: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of data) {
    bytes += piece.length;
    if (bytes > FIELD_BYTES) throw unreadable();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function keepFile(part: Part, at: string): Promise<SentFile> {
  const hash = createHash('sha256');
  // The same field sent twice writes over the first.
  const file = await open(at, 'w', 0o600);
  try {
    for await (const piece of part.data) {
      hash.update(piece);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  return { name: part.filename!, at, sha256: hash.digest('hex') };
}
