import { boundaryOf, readForm, type ReadForm } from '#plumbing/web';
import { Refusal } from '#words/refusal.ts';
import { swallow } from './swallow.ts';

export interface SentFile {
  /** Its bytes wait on disk; its name is what the device calls it, never believed. */
  file: File;
  sha256: string;
}

export interface SentForm {
  fields: Record<string, string>;
  files: Record<string, SentFile>;
  /** Removes the bytes. */
  forget(): Promise<void>;
}

/**
 * Reads multipart/form-data; files go to disk as they come, whatever they weigh.
 * @param most bytes of the whole form
 * @throws Refusal `body_unreadable` (400), `body_too_large` (413)
 */
export async function readMultipart(request: Request, dataDir: string, most: number): Promise<SentForm> {
  if (!boundaryOf(request.headers.get('content-type')) || !request.body) throw new Refusal('body_unreadable', { status: 400 });
  const source = request.body.getReader();
  const { url, headers } = request;
  const counted = new Request(url, { method: 'POST', headers, body: upTo(most, source), duplex: 'half' } as RequestInit);
  try {
    const read = await readForm(counted, dataDir);
    return { ...sort(read), forget: read.forget };
  } catch (error) {
    await swallow(source);
    if (error instanceof Refusal && error.code === 'invalid') throw new Refusal('body_unreadable', { status: 400, cause: error });
    throw error;
  }
}

/** The bytes of a body as they come, until they are too many. */
const upTo = (most: number, source: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> => {
  let read = 0;
  return new ReadableStream({
    async pull(out) {
      const { done, value } = await source.read();
      if (done) return out.close();
      read += value.length;
      if (read > most) out.error(new Refusal('body_too_large', { status: 413 }));
      else out.enqueue(value);
    },
  });
};

function sort({ form, sums }: Pick<ReadForm, 'form' | 'sums'>): Pick<SentForm, 'fields' | 'files'> {
  const fields: [string, string][] = [];
  const files: [string, SentFile][] = [];
  for (const [name, value] of form)
    if (typeof value === 'string') fields.push([name, value]);
    else files.push([name, { file: value, sha256: sums.get(value)! }]);
  return { fields: Object.fromEntries(fields), files: Object.fromEntries(files) };
}
