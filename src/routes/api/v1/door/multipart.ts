import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '#words/refusal.ts';
import { swallow } from './swallow.ts';

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

/** Bytes of a field, and of the headers of a part. */
const FIELD_BYTES = 16_384;

/**
 * Reads multipart/form-data (RFC 7578) piece by piece: files go to disk as they come, whatever they weigh.
 * @param most bytes of the whole form
 * @throws Refusal `body_unreadable` (400), `body_too_large` (413)
 */
export async function readMultipart(request: Request, dataDir: string, most: number): Promise<SentForm> {
  const boundary = /boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(request.headers.get('content-type') ?? '');
  if (!boundary || !request.body) throw unreadable();
  const folder = path.join(dataDir, 'tmp', `upload-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const form: SentForm = { fields: {}, files: {}, forget: () => rm(folder, { recursive: true, force: true }) };
  const pieces = new Pieces(request.body, most);
  try {
    await readParts(pieces, `\r\n--${boundary[1] ?? boundary[2]}`, form, folder);
    return form;
  } catch (error) {
    await form.forget();
    await pieces.swallow();
    throw error;
  }
}

const unreadable = (): Refusal => new Refusal('body_unreadable', { status: 400 });

async function readParts(pieces: Pieces, delimiter: string, form: SentForm, folder: string): Promise<void> {
  pieces.unread('\r\n');
  await pieces.upTo(delimiter, async () => undefined, FIELD_BYTES);
  for (let part = 0; ; part += 1) {
    const end = await pieces.take(2);
    if (end === '--') return;
    if (end !== '\r\n' || part >= 32) throw unreadable();
    const { name, file } = headOf(await textUpTo(pieces, '\r\n\r\n'));
    if (file === null) form.fields[name] = await textUpTo(pieces, delimiter);
    else form.files[name] = await fileUpTo(pieces, delimiter, file, path.join(folder, String(part)));
  }
}

function headOf(head: string): { name: string; file: string | null } {
  const disposition = /^content-disposition: *form-data(.*)$/im.exec(head)?.[1] ?? '';
  const value = (key: string): string | null => new RegExp(`; *${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1] ?? null;
  const name = value('name');
  if (name === null) throw unreadable();
  return { name, file: value('filename') };
}

async function textUpTo(pieces: Pieces, end: string): Promise<string> {
  const found: Buffer[] = [];
  await pieces.upTo(end, async (piece) => void found.push(piece), FIELD_BYTES);
  return Buffer.concat(found).toString('utf8');
}

async function fileUpTo(pieces: Pieces, end: string, name: string, at: string): Promise<SentFile> {
  const hash = createHash('sha256');
  const file: FileHandle = await open(at, 'wx', 0o600);
  try {
    await pieces.upTo(end, async (piece) => {
      hash.update(piece);
      await file.write(piece);
    });
  } finally {
    await file.close();
  }
  return { name, at, sha256: hash.digest('hex') };
}

/** A body read by what comes next in it. */
class Pieces {
  #held: Buffer = Buffer.alloc(0);
  #read = 0;
  readonly #source: ReadableStreamDefaultReader<Uint8Array>;
  readonly #most: number;

  constructor(body: ReadableStream<Uint8Array>, most: number) {
    this.#source = body.getReader();
    this.#most = most;
  }

  swallow(): Promise<void> {
    return swallow(this.#source);
  }

  unread(text: string): void {
    this.#held = Buffer.concat([Buffer.from(text), this.#held]);
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.read();
    if (done) throw unreadable();
    this.#read += value.length;
    if (this.#read > this.#most) throw new Refusal('body_too_large', { status: 413 });
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value]);
  }

  async take(bytes: number): Promise<string> {
    while (this.#held.length < bytes) await this.#more();
    const taken = this.#held.subarray(0, bytes).toString('latin1');
    this.#held = this.#held.subarray(bytes);
    return taken;
  }

  /** Hands on everything before `end`, which is taken too. */
  async upTo(end: string, hand: (piece: Buffer) => Promise<void>, most = Infinity): Promise<void> {
    let handed = 0;
    const give = async (piece: Buffer): Promise<void> => {
      handed += piece.length;
      if (handed > most) throw unreadable();
      if (piece.length > 0) await hand(piece);
    };
    for (;;) {
      const found = this.#held.indexOf(end);
      if (found >= 0) {
        await give(this.#held.subarray(0, found));
        this.#held = this.#held.subarray(found + end.length);
        return;
      }
      // The end may be cut in two by the pieces.
      const sure = Math.max(0, this.#held.length - end.length + 1);
      await give(this.#held.subarray(0, sure));
      this.#held = this.#held.subarray(sure);
      await this.#more();
    }
  }
}
