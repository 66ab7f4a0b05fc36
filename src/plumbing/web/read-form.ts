import { createHash, randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { invalid, Refusal } from '#words/refusal.ts';
import { BrokenForm, boundaryOf, readParts, type Part } from './multipart.ts';

export interface ReadForm {
  form: FormData;
  /** SHA-256 of each file, taken as it came. */
  sums: ReadonlyMap<File, string>;
  /** The form's files are gone from then on. */
  forget(): Promise<void>;
}

/** All the text of a form, in bytes; what people write is a hundredth of it. */
const MOST_TEXT = 1024 * 1024;

/**
 * Reads a form with its files on disk, in a folder of its own, instead of in memory: five films at once cost no more memory than five
 * lines of text. The web server bounds the whole (web/body-limit.ts). @throws Refusal `invalid`, `form_text_too_long`
 */
export async function readForm(request: Request, dataDir: string): Promise<ReadForm> {
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (!boundary || !request.body) return { form: await request.formData(), sums: new Map(), forget: async () => undefined };
  // Named as what receive-file.ts sweeps: what a killed process leaves is found.
  const folder = path.join(dataDir, 'tmp', `upload-form-${randomUUID()}`);
  const forget = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { ...(await read(readParts(request.body, boundary), folder)), forget };
  } catch (error) {
    await forget();
    if (error instanceof BrokenForm) throw Object.assign(invalid('form'), { cause: error });
    throw error;
  }
}

async function read(parts: AsyncIterable<Part>, folder: string): Promise<Pick<ReadForm, 'form' | 'sums'>> {
  const form = new FormData();
  const sums = new Map<File, string>();
  let text = 0;
  let files = 0;
  for await (const part of parts) {
    if (part.filename === null) {
      const value = await readText(part.data, MOST_TEXT - text);
      text += value.length;
      form.append(part.name, value.toString('utf8'));
    } else {
      const { file, sum } = await keepFile(part, path.join(folder, String((files += 1))));
      form.append(part.name, file);
      // What a form gives back is the very file.
      sums.set(file, sum);
    }
  }
  return { form, sums };
}

async function readText(data: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of data) {
    bytes += piece.length;
    if (bytes > most) throw new Refusal('form_text_too_long', { status: 413 });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The file as forms know it, its bytes read from disk when asked for. */
async function keepFile(part: Part, target: string): Promise<{ file: File; sum: string }> {
  const hash = createHash('sha256');
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const piece of part.data) {
      hash.update(piece);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  return { file: new File([await openAsBlob(target)], part.filename!, { type: part.type }), sum: hash.digest('hex') };
}
