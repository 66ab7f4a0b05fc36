import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { HEAD, MANIFEST, MANIFEST_SUM, type Head, type Manifest } from './manifest.ts';
import type { Source } from './source.ts';
import { END, headerOf, paddingOf } from './tar.ts';

const PIECE = 256 * 1024;

/** The bytes of an archive, a piece at a time: head, sources, and the manifest of what was really written. */
export async function* pack(head: Head, sources: AsyncIterable<Source>, now: Date): AsyncGenerator<Buffer> {
  const files: Manifest['files'] = [];
  yield* member({ name: HEAD, kind: 'text', text: JSON.stringify(head, null, 2) }, now, files);
  for await (const source of sources) yield* member(source, now, files);
  const manifest = JSON.stringify({ files } satisfies Manifest);
  yield* member({ name: MANIFEST, kind: 'text', text: manifest }, now, []);
  const sum = createHash('sha256').update(manifest).digest('hex');
  yield* member({ name: MANIFEST_SUM, kind: 'text', text: `${sum}  ${MANIFEST}\n` }, now, []);
  yield END;
}

async function* member(source: Source, now: Date, files: Manifest['files']): AsyncGenerator<Buffer> {
  if (source.kind === 'folder') return yield headerOf(source.name, 0, 'folder', now);
  const text = source.kind === 'text' ? Buffer.from(source.text) : null;
  const handle = source.kind === 'file' ? await openOrGone(source.file) : null;
  if (!text && !handle) return;
  try {
    const bytes = text ? text.length : (await handle!.stat()).size;
    const hash = createHash('sha256');
    yield headerOf(source.name, bytes, 'file', now);
    for await (const piece of text ? [text] : exactly(handle!, bytes)) {
      hash.update(piece);
      yield piece;
    }
    yield paddingOf(bytes);
    files.push({ name: source.name, bytes, sha256: hash.digest('hex') });
  } finally {
    await handle?.close();
  }
}

/** A file that PostgreSQL removes while it is copied is written again from its journal. */
async function openOrGone(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** As many bytes as were promised in the header: what grew since is in the journal, what was cut off reads as zeros. */
async function* exactly(handle: FileHandle, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(PIECE, bytes - at)), 0, Math.min(PIECE, bytes - at), at);
    const piece = bytesRead > 0 ? buffer.subarray(0, bytesRead) : Buffer.alloc(Math.min(PIECE, bytes - at));
    at += piece.length;
    yield piece;
  }
}
