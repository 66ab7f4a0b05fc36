import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import { pack as packTar, type Pack } from 'tar-stream';
import { HEAD, MANIFEST, MANIFEST_SUM, type Head, type Manifest } from './manifest.ts';
import type { Source } from './source.ts';

const PIECE = 256 * 1024;

/** An archive, read a piece at a time: head, sources, and the manifest of what was really written. Any tar opens it. */
export function pack(head: Head, sources: AsyncIterable<Source>, now: Date): Pack {
  const archive = packTar();
  fill(archive, head, sources, now).then(
    () => archive.finalize(),
    (error: Error) => archive.destroy(error),
  );
  return archive;
}

async function fill(archive: Pack, head: Head, sources: AsyncIterable<Source>, now: Date): Promise<void> {
  const files: Manifest['files'] = [];
  const add = async (source: Source): Promise<void> => {
    const written = await addMember(archive, source, now);
    if (written) files.push(written);
  };
  await add({ name: HEAD, kind: 'text', text: JSON.stringify(head, null, 2) });
  for await (const source of sources) await add(source);
  const manifest = JSON.stringify({ files } satisfies Manifest);
  await addMember(archive, { name: MANIFEST, kind: 'text', text: manifest }, now);
  const sum = createHash('sha256').update(manifest).digest('hex');
  await addMember(archive, { name: MANIFEST_SUM, kind: 'text', text: `${sum}  ${MANIFEST}\n` }, now);
}

/** @returns what was written of a file; null for a folder, and for a file that is gone */
async function addMember(archive: Pack, source: Source, mtime: Date): Promise<Manifest['files'][number] | null> {
  const { name } = source;
  if (source.kind === 'folder') {
    archive.entry({ name, type: 'directory', mode: 0o700, mtime }).end();
    return null;
  }
  const text = source.kind === 'text' ? Buffer.from(source.text) : null;
  const handle = source.kind === 'file' ? await openOrGone(source.file) : null;
  if (!text && !handle) return null;
  try {
    const bytes = text ? text.length : (await handle!.stat()).size;
    const hash = createHash('sha256');
    const entry = archive.entry({ name, size: bytes, mode: 0o600, mtime });
    for await (const piece of text ? [text] : exactly(handle!, bytes)) {
      hash.update(piece);
      if (!entry.write(piece)) await once(entry, 'drain');
    }
    const taken = once(entry, 'close');
    entry.end();
    await taken;
    return { name, bytes, sha256: hash.digest('hex') };
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
