import { fileKey, type ByteRange } from '#plumbing/files';
import type { LibraryHouse } from './house.ts';
import type { Readable } from './find-readable.ts';

/** The bytes of what `findReadable` allowed. @throws an accident when the storage lost them. */
export async function openBytes(
  house: Pick<LibraryHouse, 'files'>,
  found: Readable,
  range?: ByteRange,
): Promise<ReadableStream<Uint8Array>> {
  const stream = await house.files.open(fileKey(found.workspaceId, found.variant.sha256), range);
  if (!stream) throw new Error(`The bytes of media ${found.media.id} (${found.variant.name}) are not in the storage.`);
  return stream;
}
